"""SMS and pictures by Twilio's Programmable Messaging (API of 2010-04-01), or by whoever speaks as Twilio does.

All but `session.py` and `network.py` is pure. The session is that of all HTTP providers, `hub/written/sms/provider.py`.
"""
