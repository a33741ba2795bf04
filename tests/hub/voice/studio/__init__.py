"""A studio by itself."""
