"""Corrections, applied to the files that the translations were read from."""
