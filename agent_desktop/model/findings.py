"""What a check of the link for calls found: one verdict, one sentence, and what helps.

Promises that `check` and `verdict` are the same in every language; the words are the reader's.
"""

from enum import StrEnum

from agent_desktop.model.base import Record


class Verdict(StrEnum):
    """How it is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    UNKNOWN = "unknown"


class Finding(Record, frozen=True):
    """One check: what was found in one sentence, and what helps."""

    check: str
    verdict: Verdict
    words: str
    advice: str = ""
