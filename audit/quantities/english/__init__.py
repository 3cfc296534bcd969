"""Reads the quantities of English text."""
