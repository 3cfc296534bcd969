"""Finds what stands for what: the figures of one text and those of the other."""
