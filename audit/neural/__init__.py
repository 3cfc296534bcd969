"""Trained models that score: which there are, where their weights lie, what they predict. Scoring fetches nothing."""
