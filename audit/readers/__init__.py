"""The readers: one file format each."""
