"""The team lead's workspace: who of the team is in which call, and the ways to be in one of them."""
