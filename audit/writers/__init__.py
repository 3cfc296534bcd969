"""The writers: one form of the report each."""
