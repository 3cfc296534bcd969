"""How files are written: what stands where, and what for."""
