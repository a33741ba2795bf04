"""The team lead's workspace."""
