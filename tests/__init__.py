"""The tests, and the benchmark that the reports are made by."""
