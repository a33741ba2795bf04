"""What every implementation of the `Store` port must do.

`suite.py` holds the tests; a file beside it runs them with one implementation by subclassing `StoreContract` and giving
a `fresh` fixture: a function that opens a new, empty store.
"""
