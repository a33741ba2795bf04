"""Numbers, positions, waiting times and texts as prompts.

Promises the same order of clips in every shipped language: each language's clips are worded so that the number comes
last or before "minutes". Numbers up to 99 are one clip each, since languages join tens and units in ways of their own.
"""

from __future__ import annotations

from typing import Final

#: Larger numbers are spoken as "more than" this one.
LARGEST: Final = 999
_MINUTE_MS: Final = 60_000
_SPOKEN: Final = "spoken:"


def number(value: int) -> tuple[str, ...]:
    """A whole number from 0. Raises `ValueError` for a negative one."""
    if value < 0:
        raise ValueError(f"{value} is not spoken")
    if value > LARGEST:
        return ("more_than", *number(LARGEST))
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return (f"number/{rest}",)
    start = (f"number/{hundreds}", "hundred")
    return (*start, f"number/{rest}") if rest else start


def position(place: int) -> tuple[str, ...]:
    """A place in the line, from 1."""
    return ("next_in_line",) if place <= 1 else ("position", *number(place))


def wait(wait_ms: int, round_minutes: int = 1, longest_minutes: int = 30) -> tuple[str, ...]:
    """An expected wait, rounded up to whole steps of `round_minutes`: better a promise kept than a short one."""
    if wait_ms < _MINUTE_MS:
        return ("wait_short",)
    step = max(1, round_minutes)
    minutes = -(-wait_ms // (_MINUTE_MS * step)) * step
    if minutes > longest_minutes:
        minutes = max(1, longest_minutes)
        start = "wait_more"
    else:
        start = "wait_about"
    if minutes == 1:
        return (start, "one_minute")
    return (start, *number(minutes), "minutes")


def spoken(text: str, instead: str = "") -> str:
    """A text as a prompt. Where it cannot be spoken, the prompt `instead` is heard; empty: nothing."""
    return f"{_SPOKEN}{instead}:{text}"


def text_of(prompt: str) -> tuple[str, str] | None:
    """The text of a prompt that is one, and what is heard instead; None for any other prompt."""
    if not prompt.startswith(_SPOKEN):
        return None
    instead, _, text = prompt.removeprefix(_SPOKEN).partition(":")
    return text, instead
