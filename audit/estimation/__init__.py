"""How well a translation says what its source says, estimated without a reference (quality estimation)."""
