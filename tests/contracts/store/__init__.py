"""What every implementation of the `Store` port must do.

`suite.py` and `search_suite.py` hold the tests; a file beside them runs them with one implementation by subclassing
their classes and giving a `fresh` fixture: a function that opens a new, empty store.
"""
