"""What the doctor says: one finding for each check, as text and as JSON.

Promises plain text in one order; that JSON has the same facts. Refuses colours: it is read in terminals and by others.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

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


_SIGNS = {
    Verdict.GOOD: "ok  ",
    Verdict.WARNING: "warn",
    Verdict.BAD: "BAD ",
    Verdict.UNKNOWN: "?   ",
}


class _Report(msgspec.Struct):
    good: bool
    checks: list[Finding]


def good(findings: Sequence[Finding]) -> bool:
    """Whether nothing is bad."""
    return all(one.verdict is not Verdict.BAD for one in findings)


def as_text(findings: Sequence[Finding]) -> str:
    """For people."""
    lines: list[str] = []
    for one in findings:
        lines.append(f"{_SIGNS[one.verdict]}  {one.words}")
        if one.advice:
            lines.append(f"      → {one.advice}")
    count = sum(one.verdict is Verdict.BAD for one in findings)
    lines.append("")
    if count:
        lines.append(f"Calls will not work well: {count} of {len(findings)} checks failed.")
    else:
        lines.append("Nothing stands in the way of calls, as far as could be measured.")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding]) -> str:
    """For programs."""
    made = _Report(good=good(findings), checks=list(findings))
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode()
