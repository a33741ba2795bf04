"""E-mail: mailboxes that are read by IMAP and written by SMTP, and a receiver for sites that deliver to the hub.

Rule: imports `model`, `hub/written` and `hub/doors`. asyncio only where connections and files are: `session.py`,
`connecting.py`, `news.py`, `letters.py`, `copies.py`, `sending.py`, `tokens.py`, `probe.py`, `receiver.py`,
`streaming.py` and the two networks; a mailbox's own connection blocks, in a thread of its own (`mailbox.py`).
Everything else is pure: bytes and records in, bytes and records out.
"""
