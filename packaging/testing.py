"""Running the tests: the ordinary ones, the demanding ones, each two at a time, then those that hear sound, one by one.

Promises one closing line for all parts, and that a selection which fits no test is a failure.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import environment
from terminal import say

#: pytest's exit code for "no test was selected".
NOTHING_SELECTED = 5
#: A developer who gives one of these has an own plan for the run, so it is not split.
OWN_PLAN = ("-m", "-n", "--pdb", "--collect-only", "--co", "--junitxml", "--junit-xml")
_TWO: tuple[str, ...] = ("-n", "2", "--dist", "loadfile")
#: The parts of a run. In the first two, two files run at a time and the tests of one file one after another.
PARTS: tuple[tuple[str, ...], ...] = (
    ("-m", "not serial and not alone", *_TWO),
    ("-m", "serial", *_TWO),
    ("-m", "alone", "-n", "1"),
)


def test(arguments: Sequence[str]) -> int:
    """Run pytest with `arguments`; return its exit code, the first that is not 0 of its parts."""
    env = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    if any(word.split("=")[0] in OWN_PLAN for word in arguments):
        return environment.run(["-m", "pytest", *arguments], env=env)
    codes: list[int] = []
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="agent-desktop-tests-") as folder:
        for number, part in enumerate(PARTS):
            report = Path(folder) / f"part-{number}.xml"
            words = ["-m", "pytest", *part, f"--junitxml={report}", *arguments]
            codes.append(environment.run(words, env=env))
            total += count(report)
    say(f"tests: {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    if all(code == NOTHING_SELECTED for code in codes):
        return NOTHING_SELECTED
    return next((code for code in codes if code not in {0, NOTHING_SELECTED}), 0)


def count(report: Path) -> Counter[str]:
    """How many tests passed, failed and were skipped, by a JUnit report that pytest wrote."""
    found: Counter[str] = Counter()
    if not report.exists():
        return found  # pytest ended before its first test and has said why
    for suite in ElementTree.parse(report).iter("testsuite"):
        failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        skipped = int(suite.get("skipped", "0"))
        found["failed"] += failed
        found["skipped"] += skipped
        found["passed"] += max(0, int(suite.get("tests", "0")) - failed - skipped)
    return found
