"""Telegram: a bot to which customers write, by the Bot API over HTTP.

Rule: imports `model`, `hub/written` and `hub/doors`. `translate` is pure; `api` asks, and no error of it holds the
token, which the Bot API wants in its URLs.
"""
