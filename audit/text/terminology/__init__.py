"""Words and terms, and what renders them."""
