"""Mastodon: an account that is mentioned, in public or directly, on a server of the Fediverse.

Rule: imports `model`, `hub/written` and `hub/doors`. `translate` and `html_text` are pure; `api` asks. An answer
is never seen by more people than what it answers.
"""
