"""The user agent: registrations, calls, transfers and subscriptions on top of the transactions (RFC 3261, 8 to 15).

Rule: pure, like everything below `sip/` but `transport/`. The application calls methods with the time and reads what
happened from `UserAgent.take`; `transport/endpoint.py` pumps it over real sockets.
"""
