"""The checks: one fault a file."""
