"""SMS by a Kannel gateway (1.4): its `sendsms` over HTTP, and what it fetches from us for messages and reports.

All but `session.py` and `network.py` is pure. The session is that of all HTTP providers, `hub/written/sms/provider.py`.
"""
