"""Which dispositions match what the agent typed, without widgets."""

from collections.abc import Sequence
from typing import NamedTuple

from agent_desktop.model.work import Disposition


class Match(NamedTuple):
    """A disposition, and where in its label the search words stand: (start, length) pairs."""

    disposition: Disposition
    marks: tuple[tuple[int, int], ...]


def matching(dispositions: Sequence[Disposition], query: str) -> list[Match]:
    """Those whose label or group has every word of `query`; label matches first, the given order otherwise kept."""
    words = query.casefold().split()
    found: list[tuple[bool, Match]] = []
    for disposition in dispositions:
        label, group = disposition.label.casefold(), disposition.group.casefold()
        if all(word in label or word in group for word in words):
            marks = tuple(
                (label.index(word), len(word))
                for word in words
                # Case folding may change a label's length; marks would then be misplaced.
                if word in label and len(label) == len(disposition.label)
            )
            found.append((bool(words) and not marks, Match(disposition, marks)))
    return [match for _, match in sorted(found, key=lambda pair: pair[0])]
