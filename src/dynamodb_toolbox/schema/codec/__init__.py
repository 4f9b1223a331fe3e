"""Schemas compiled into straight-line Python: the same results as the walks, in a fraction of the time.

`reading` takes what is stored to what the caller gets, as `schema.format` does; `parsing` takes an input to
the valid item, and `writing` takes that to the wire, as `schema.parse` does. The walks stay the definition of
truth: compiled code gives their value or raises, and whoever calls it then asks the walk, which tells what is
wrong. See docs/design/codec.md.
"""
