"""What the agent typed into the search box, understood; and how a text answers it.

A question is a set of *needles*; a text answers it when its stream (see `terms`) contains every needle. Words are
joined by AND. Words in quotes, and words held together by punctuation (an e-mail address, an order number), are a
phrase. The last word may be unfinished, so it also finds what begins with it.
"""

import re
from dataclasses import dataclass

from agent_desktop.model.terms import segments, stream, terms, unspaced

_PART = re.compile(r"[\"“”„«»「」]([^\"“”„«»「」]*)[\"“”„«»「」]|([^\s\"“”„«»「」]+)")
#: More words than this in one question are ignored: a pasted page is no question.
MOST_NEEDLES = 24


@dataclass(frozen=True)
class Needle:
    """Segments that must stand side by side; the last one may be the beginning of a word when `open_end`."""

    pieces: tuple[str, ...]
    open_end: bool

    @property
    def text(self) -> str:
        """What the stream of a text must contain."""
        before = "" if unspaced(self.pieces[0]) else " "
        after = "" if self.open_end or unspaced(self.pieces[-1]) else " "
        return f"{before}{' '.join(self.pieces)}{after}"

    @property
    def exact(self) -> bool:
        """True when the index alone decides, without a look at the text."""
        return len(self.pieces) == 1 and (not unspaced(self.pieces[0]) or len(self.pieces[0]) <= 2)


@dataclass(frozen=True)
class Question:
    """The needles of a query. Without needles nothing is found."""

    needles: tuple[Needle, ...]

    @property
    def exact(self) -> bool:
        """True when the index alone decides."""
        return all(needle.exact for needle in self.needles)

    def answered_by(self, text: str) -> bool:
        """True when `text` contains every needle."""
        line = stream(text)
        return all(needle.text in line for needle in self.needles)

    def words(self) -> list[tuple[str, bool]]:
        """Index terms that a text must have: (term, True when any longer word will do)."""
        wanted: dict[tuple[str, bool], None] = {}
        for needle in self.needles:
            last = len(needle.pieces) - 1
            for at, piece in enumerate(needle.pieces):
                if unspaced(piece):
                    alone = len(piece) == 1
                    for term in terms(piece)[:1] if alone else terms(piece)[:-1]:
                        wanted[term, alone] = None
                else:
                    wanted[piece, needle.open_end and at == last] = None
        return list(wanted)


def understand(query: str) -> Question:
    """The question in `query`. Never fails: what is no word is passed over."""
    needles: dict[Needle, None] = {}
    parts = list(_PART.finditer(query))
    for part in parts:
        quoted, bare = part[1], part[2]
        pieces = tuple(s.text for s in segments(quoted if quoted is not None else bare))
        if pieces:
            needles[Needle(pieces, open_end=bare is not None and part is parts[-1])] = None
    return Question(tuple(needles)[:MOST_NEEDLES])
