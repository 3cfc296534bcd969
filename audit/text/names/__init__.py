"""Who and what is named, and how Chinese names it."""
