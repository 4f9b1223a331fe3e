"""Speed, measured: one runnable module a question, ratios against others in the same run.

`python -m benchmarks.engine`, `python -m benchmarks.codec`, `python -m benchmarks.client`,
`python -m benchmarks.testing`. Tests run none of it: a clock on a shared machine is no judge.
"""
