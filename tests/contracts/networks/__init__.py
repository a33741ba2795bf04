"""The contract of a written channel's network, and who keeps it: each network's own tests, with a real peer."""
