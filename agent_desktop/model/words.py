"""Marks sentences for the translators where no window is: in the hub, in tables.

Promises to change nothing: `packaging/words.py` finds what is marked.
"""


def later(source: str, /) -> str:
    """A sentence that the desk translates when it is shown. Outside the window it may hold values (an f-string)."""
    return source
