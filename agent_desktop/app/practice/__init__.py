"""Practice customers: simulated visitors who come through the same public door as real ones."""
