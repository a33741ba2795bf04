"""Our user agent against the programs of others."""
