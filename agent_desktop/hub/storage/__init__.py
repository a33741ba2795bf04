"""The hub's tables and migrations. Alone imports SQLAlchemy; knows rows and transactions, decides nothing."""
