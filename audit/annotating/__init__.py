"""Findings, written into the files that they are about, and taken out again."""
