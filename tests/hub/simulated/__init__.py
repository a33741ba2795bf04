"""A day in a contact centre, simulated, and its figures recomputed in plain SQL."""
