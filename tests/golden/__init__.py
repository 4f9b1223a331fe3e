"""Recorded answers of the reference library, and the runner that asks ours the same."""
