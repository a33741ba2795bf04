"""E-mail: mailboxes that are read by IMAP and written by SMTP, and a receiver for sites that deliver to the hub.

Rule: imports `model`, `hub/written` and `hub/doors`. asyncio only in `session.py`, `sending.py`, `tokens.py`,
`probe.py`, `receiver.py` and `network.py`; a mailbox's own connection blocks, in a thread of its own (`mailbox.py`).
Everything else is pure: bytes and records in, bytes and records out.
"""
