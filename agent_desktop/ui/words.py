"""Words on the screen: every sentence that the agent reads passes through here.

Promises that a sentence can be translated, that placeholders are filled after translation, and that it works without
an application object (pure formatting and its tests need none). Refuses markup: the result is plain text.
"""

from PySide6.QtCore import QCoreApplication

from agent_desktop.model.errors import Problem

CONTEXT = "AgentDesktop"


def tr(source: str, /, **values: object) -> str:
    """`source` in the agent's language, with `{name}` placeholders filled from `values`."""
    text = QCoreApplication.translate(CONTEXT, source)
    return text.format(**values) if values else text


def problem_words(problem: Problem) -> str:
    """One line for the screen: what happened and what to do next.

    Sentences of the desktop's own rooms are in the catalogue as they stand. One that holds a value, or comes from a
    hub, is not: then the whole problem stays as it was written, rather than half of it in another language.
    """
    parts = [part for part in (problem.message, problem.remedy) if part]
    translated = [QCoreApplication.translate(CONTEXT, part) for part in parts]
    known = all(one != part for one, part in zip(translated, parts, strict=True))
    return " ".join(translated if known else parts)


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
