"""Imports that read no source files, with Qt loaded.

PySide replaces `__import__` so that its optional `from __feature__ import …` can work: from then on the source of each
imported module is read and kept in memory. With all that this program imports, that is a tenth of a second of the start
and 25 MB for good. Promises that this hook is gone; the one that makes Qt's classes when they are first used stays.
Refuses `__feature__`, which nobody here uses.
"""

import builtins


def load_qt() -> None:
    """Import QtCore, then put back the `__import__` that was there before the hook."""
    import PySide6.QtCore  # noqa: F401  (for its effect)

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
