"""Learns the tables of the project again from public data beside the checkout."""
