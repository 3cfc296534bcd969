"""Scores alone: chosen, guarded, printed."""
