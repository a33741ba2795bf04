"""The steps from each version of the hub's schema to the next, run by Alembic from the installed package."""
