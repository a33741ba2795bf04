"""SMS, and pictures that come as MMS, by Vonage's Messages API (v1), or by whoever speaks as it does.

All but `session.py` and `network.py` is pure. The session is that of all HTTP providers, `hub/written/sms/provider.py`.
"""
