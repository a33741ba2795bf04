"""Words on the screen: every sentence that the agent reads passes through here.

Promises that a sentence can be translated, that placeholders are filled after translation, and that it works without
an application object (pure formatting and its tests need none). Refuses markup: the result is plain text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from PySide6.QtCore import QCoreApplication

from agent_desktop.model.errors import Problem
from agent_desktop.model.words import later

__all__ = ["CONTEXT", "later", "plural", "problem_words", "said", "tr"]

CONTEXT = "AgentDesktop"
#: Nobody has said more with values in it; what strangers send must not keep the window busy.
_LONGEST = 600
_MOST_PIECES = 10
#: What a network told, a code or words of its own, stands in brackets and stays as it is.
_TOLD = re.compile(r"\([^()]{1,300}\)")


def tr(source: str, /, **values: object) -> str:
    """`source` in the agent's language, with `{name}` placeholders filled from `values`."""
    text = QCoreApplication.translate(CONTEXT, source)
    return text.format(**values) if values else text


def problem_words(problem: Problem) -> str:
    """One line for the screen: what happened and what to do next.

    The sentences of our own rooms and of a hub of our own version are in the catalogue. Of others nobody knows what
    they say: then the whole problem stays as it was written, rather than half of it in another language.
    """
    return said(problem.message, problem.remedy)


def said(*sentences: str) -> str:
    """What was said outside the window, in the agent's language if all of it is known; empty sentences are left out."""
    parts = [part for part in sentences if part]
    translated = [_translated(part) for part in parts]
    return " ".join(translated if all(translated) else parts)


def _translated(words: str) -> str:
    """One sentence, or several in one line; empty where one of them has no translation.

    Sentences are told apart first: in one with values, the last value could be all that follows.
    """
    return _sentences(re.split(r"(?<=[.!?)]) ", words)) or _sentence(words)


def _sentences(pieces: Sequence[str]) -> str:
    """Sentences, of which a name with a full stop may have made more pieces than there are."""
    for end in range(1, len(pieces) + 1) if len(pieces) <= _MOST_PIECES else ():
        first = _sentence(" ".join(pieces[:end]))
        if first and end == len(pieces):
            return first
        if first and (rest := _sentences(pieces[end:])):
            return f"{first} {rest}"
    return ""


def _sentence(sentence: str) -> str:
    """Empty where it has no translation. A sentence with values is found by its shape."""
    text = QCoreApplication.translate(CONTEXT, sentence)
    if text != sentence:
        return text
    for pattern, shape in _shapes() if len(sentence) <= _LONGEST else ():
        found = shape.fullmatch(sentence)
        if found is not None:
            text = QCoreApplication.translate(CONTEXT, pattern)
            return text.format(*map(_value, found.groups())) if text != pattern else ""
    return sentence if _TOLD.fullmatch(sentence) else ""


def _value(value: str) -> str:
    """A name or number as it is; a sentence of ours, the reason of another, in the agent's language."""
    return (_translated(value) if value.endswith(".") and " " in value else "") or value


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with values, those that say most first."""
    # read when the first unknown sentence is shown
    from agent_desktop.ui.patterns import PATTERNS

    return tuple((one, re.compile("".join(_pieces(one)), re.DOTALL)) for one in PATTERNS)


def _pieces(pattern: str) -> Iterator[str]:
    for place, part in enumerate(re.split(r"\{\d+\}", pattern)):
        yield ("(.*?)" if place else "") + re.escape(part)


def plural(count: int, one: str, many: str, /, **values: object) -> str:
    """The form of a sentence that fits `count`, which fills `{n}`.

    The translation is looked up by `many` with Qt's plural rules for the language; without one, English rules choose
    between `one` and `many`.
    """
    text = QCoreApplication.translate(CONTEXT, many, None, count)
    if text == many and count == 1:
        text = one
    return text.format(n=count, **values)
