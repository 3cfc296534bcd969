"""What needs Ray: `make test-cluster` runs it, in an environment of its own."""
