"""Systems compared on the same source."""
