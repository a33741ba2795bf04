"""Real peers for tests: programs of others, started on free loopback ports and stopped by their process id."""
