"""The desk's own database: search, keys, damage, kills, leaks."""
