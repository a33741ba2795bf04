"""The contract of the port `Administration`, and who keeps it."""
