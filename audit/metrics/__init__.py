"""The metrics: one a file, each with its signature."""
