"""What the doctor says of all checks together: as text for people and as JSON for programs.

Promises plain text in one order; that JSON has the same facts. Refuses colours: it is read in terminals and by others.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.words import later, tr

_SIGNS: Final = {
    Verdict.GOOD: later("ok"),
    Verdict.WARNING: later("warn"),
    Verdict.BAD: later("BAD"),
    Verdict.UNKNOWN: "?",
}


class _Report(msgspec.Struct):
    good: bool
    checks: list[Finding]


def good(findings: Sequence[Finding]) -> bool:
    """Whether nothing is bad."""
    return all(one.verdict is not Verdict.BAD for one in findings)


def as_text(findings: Sequence[Finding]) -> str:
    """For people."""
    signs = {verdict: tr(sign) for verdict, sign in _SIGNS.items()}
    width = max(map(len, signs.values())) + 2
    lines: list[str] = []
    for one in findings:
        lines.append(f"{signs[one.verdict]:<{width}}{one.words}")
        if one.advice:
            lines.append(f"{'':<{width}}→ {one.advice}")
    return "\n".join([*lines, "", summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """All of it in one sentence."""
    count = sum(one.verdict is Verdict.BAD for one in findings)
    if count:
        return tr(
            "Calls will not work well: {bad} of {all} checks failed.", bad=count, all=len(findings)
        )
    return tr("Nothing stands in the way of calls, as far as could be measured.")


def as_json(findings: Sequence[Finding]) -> str:
    """For programs."""
    made = _Report(good=good(findings), checks=list(findings))
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode()
