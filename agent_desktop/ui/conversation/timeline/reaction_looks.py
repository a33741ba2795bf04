"""What people made of a message with one sign: each sign once, how many chose it, and who.

Promises few of them, in the order in which they came. Refuses pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.model.timeline import AuthorKind, Reaction
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_PLAIN: Final = frozenset("❤✍☃🕊")
"""Networks name these without saying that they have colours, and then fonts show none."""
_COLOURED: Final = "\ufe0f"
_MOST: Final = 8
_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class SignLook:
    """A sign; `count` is empty for one person's, `ours` is also the team's, `hint` says whose it is."""

    sign: str
    count: str
    ours: bool
    hint: str


def signs_of(reactions: Sequence[Reaction]) -> tuple[SignLook, ...]:
    """The first few signs of a message."""
    by_sign: dict[str, list[Reaction]] = {}
    for one in reactions:
        if sign := single_line(one.sign, 8):
            by_sign.setdefault(sign, []).append(one)
    return tuple(_look(sign, theirs) for sign, theirs in list(by_sign.items())[:_MOST])


def shown_sign(sign: str) -> str:
    """A sign as it is shown."""
    return sign + _COLOURED if sign in _PLAIN else sign


def _look(sign: str, theirs: Sequence[Reaction]) -> SignLook:
    names = [single_line(one.author.name, 60) or tr("Someone") for one in theirs[:_NAMED]]
    shown = shown_sign(sign)
    return SignLook(
        sign=shown,
        count=str(len(theirs)) if len(theirs) > 1 else "",
        ours=any(one.author.kind is AuthorKind.AGENT for one in theirs),
        hint=tr("{sign} by {names}", sign=shown, names=", ".join(names)),
    )
