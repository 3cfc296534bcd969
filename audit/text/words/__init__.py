"""Words of a text, and lists of words."""
