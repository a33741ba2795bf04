"""Words on the screen: every sentence that the agent reads passes through here.

Promises that a sentence can be translated, that placeholders are filled after translation, and that it works without
an application object (pure formatting and its tests need none). Refuses markup: the result is plain text.
"""

from PySide6.QtCore import QCoreApplication

CONTEXT = "AgentDesktop"


def tr(source: str, /, **values: object) -> str:
    """`source` in the agent's language, with `{name}` placeholders filled from `values`."""
    text = QCoreApplication.translate(CONTEXT, source)
    return text.format(**values) if values else text


def later(source: str, /) -> str:
    """A sentence that is kept in a table, marked for the translators; `tr` translates it when it is shown."""
    return source


def plural(count: int, one: str, many: str, /, **values: object) -> str:
    """The form of a sentence that fits `count`, which fills `{n}`.

    The translation is looked up by `many` with Qt's plural rules for the language; without one, English rules choose
    between `one` and `many`.
    """
    text = QCoreApplication.translate(CONTEXT, many, None, count)
    if text == many and count == 1:
        text = one
    return text.format(n=count, **values)
