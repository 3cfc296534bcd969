"""What a text claims by its own figures, and whether those go together."""
