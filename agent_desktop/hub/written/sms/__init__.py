"""What all SMS networks share: words of consent, quiet hours, sender ids, who may be written to, HTTP providers.

The rules are pure: text, number and clock in, a verdict in words out. `provider.py` and `fetching.py` alone do I/O.
"""
