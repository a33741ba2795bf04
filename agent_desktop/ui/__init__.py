"""What the agent sees, grouped by what agents call it.

Rule: imports only `desk` and `model`. A widget never talks to a socket or a database, asks for a
capability and never for a vendor, and shows customer text as plain text only.
"""
