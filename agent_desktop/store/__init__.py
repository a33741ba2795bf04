"""The desk's own encrypted database: history, search index, drafts, outbox, settings.

Rule: imports only `model`. Nothing is ever written to disk in plain text; without a key there is
no cache.
"""
