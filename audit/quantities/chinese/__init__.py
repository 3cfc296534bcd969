"""Reads the quantities of Chinese text."""
