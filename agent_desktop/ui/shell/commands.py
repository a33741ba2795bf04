"""Commands: everything that can be done, by name, for the palette, the keys and the key sheet; and finding them.

Promises that what a command's `available` refuses is neither offered nor run. Pure: nothing here knows a widget.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


def always() -> bool:
    """The availability of commands that can always run."""
    return True


@dataclass(frozen=True)
class Command:
    """Something the agent can do. `name` finds its keys in the table; `detail` stands quietly behind the title.

    `last` puts it behind everything else that fits.
    """

    name: str
    title: str
    section: str
    icon: str
    run: Callable[[], object]
    detail: str = ""
    available: Callable[[], bool] = always
    last: bool = False


@dataclass(frozen=True)
class Found:
    """A command that fits what was typed. `marks` are the positions in the title that fit."""

    command: Command
    score: int
    marks: tuple[int, ...] = ()


def folded(text: str) -> str:
    """`text` for comparing: one character for each of the original, without case and accents."""
    return "".join((unicodedata.normalize("NFD", char)[0].casefold() or char)[:1] for char in text)


def fit(words: str, title: str) -> tuple[int, tuple[int, ...]] | None:
    """How well the typed `words` fit a title: score (higher is better) and fitting positions; None when they do not.

    Starts of words weigh most, then inner runs, then letters that only follow each other in order.
    """
    hay = folded(title)
    total, marks = 0, set[int]()
    for word in folded(words).split():
        at = _start_of_word(hay, word)
        if at is not None:
            total += 300 - min(at, 99)
        elif (at := hay.find(word)) >= 0:
            total += 200 - min(at, 99)
        else:
            scattered = _scattered(hay, word)
            if scattered is None:
                return None
            total += max(1, 100 - (scattered[-1] - scattered[0]))
            marks.update(scattered)
            continue
        marks.update(range(at, at + len(word)))
    return total, tuple(sorted(marks))


def _start_of_word(hay: str, word: str) -> int | None:
    at = hay.find(word)
    while at >= 0:
        if at == 0 or not hay[at - 1].isalnum():
            return at
        at = hay.find(word, at + 1)
    return None


def _scattered(hay: str, word: str) -> list[int] | None:
    places: list[int] = []
    at = -1
    for char in word:
        at = hay.find(char, at + 1)
        if at < 0:
            return None
        places.append(at)
    # Letters strewn over a whole sentence are chance, not a match.
    return places if places[-1] - places[0] < 3 * len(word) + 4 else None


def find(words: str, commands: Iterable[Command]) -> list[Found]:
    """The available commands that fit, grouped by section: the best section first, inside it the best first.

    Without words: all of them, in the order of registration.
    """
    ready = [command for command in commands if command.available()]
    if not words.strip():
        return [Found(command, 0) for command in ready]
    found: list[Found] = []
    for command in ready:
        fitting = fit(words, command.title)
        if fitting is not None:
            score, marks = fitting
            found.append(Found(command, 0 if command.last else score, marks))
        elif (behind := fit(words, f"{command.detail} {command.section}")) is not None:
            found.append(Found(command, behind[0] // 4))
    best: dict[str, int] = {}
    for one in found:
        best[one.command.section] = max(best.get(one.command.section, 0), one.score)
    order = list(best)
    found.sort(
        key=lambda one: (
            -best[one.command.section],
            order.index(one.command.section),
            -one.score,
        )
    )
    return found


def grouped(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    """Sections with their commands, in the order of first appearance."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        groups.setdefault(one.command.section, []).append(one)
    return list(groups.items())
