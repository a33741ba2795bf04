"""The hub's single writer: one thread that applies requests, asks routing, writes rows and journal together."""
