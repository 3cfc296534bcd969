"""The right figure, written as the Chinese text writes its own."""
