"""What a caller hears and may press while no person is there: the shape that menu, waiting and voicemail share.

Promises that a programme only says what should be heard now (`say`, `loop`; `take` counts its beginnings), when it
wants to be woken (`due`), and in the end one `outcome`. The switch plays and carries out.

Refuses clocks and lines: `now` is told in epoch ms, with every event.
"""

from __future__ import annotations

from typing import Final

#: The outcome of words that only had to be said.
SAID: Final = "said"


class Programme:
    """The base: says nothing, waits for nothing."""

    def __init__(self) -> None:
        self.say: tuple[str, ...] = ()
        self.loop = False
        self.take = 0
        self.due: int | None = None
        self.outcome: object = None

    def digit(self, digit: str, now: int) -> None:
        """The caller pressed a key."""

    def finished(self, now: int) -> None:
        """What it said was played to its end."""

    def tick(self, now: int) -> None:
        """`due` has come."""

    def begin(self, *prompts: str, loop: bool = False) -> None:
        """Say this from its beginning, in place of what is being said."""
        self.say, self.loop = prompts, loop
        self.take += 1

    def hush(self) -> None:
        """Say nothing; only with a `due`, or nobody would ever speak again."""
        self.say, self.loop = (), False


class LastWords(Programme):
    """A few words, then the end."""

    def __init__(self, *prompts: str) -> None:
        super().__init__()
        self.begin(*prompts)

    def finished(self, now: int) -> None:
        """They were said."""
        self.outcome = SAID
