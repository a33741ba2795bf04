"""The tests: they mirror the rooms, and nothing imports them."""
