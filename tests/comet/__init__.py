"""What needs unbabel-comet: `make test-comet` runs it, in an environment of its own."""
