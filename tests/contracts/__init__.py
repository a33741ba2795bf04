"""One suite for each port, run by every implementation alike."""
