"""What every connector must do, run against a real backend.

`backend.py` says what a test needs of a backend, `suite.py` holds the tests; a file beside it runs them with one
connector by subclassing `ConnectorContract` and giving a `backend` fixture: a function that starts a backend.
"""
