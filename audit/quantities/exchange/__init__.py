"""Finds figures that changed places."""
