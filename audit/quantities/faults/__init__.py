"""What is wrong with a figure, beyond its value, and what may be left out."""
