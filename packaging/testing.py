"""Running the tests: the ordinary ones, the demanding ones, then those that hear sound, some files at a time.

Promises one closing line for all parts, and that a selection which fits no test is a failure. A demanding test that
fails gets one second attempt, by itself, because a machine shared with others may stall in the middle of a sound; the
closing line counts those that needed it. Ordinary tests get none: they have no excuse.

What is compiled is kept (`__pycache__`), whatever the environment says: the tests start some thousand programs of ours,
and every worker of every part reads all tests.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import environment
import on_a_database
from terminal import ROOT, say

#: pytest's exit code for "no test was selected".
NOTHING_SELECTED = 5
#: A developer who gives one of these has an own plan for the run, so it is not split.
OWN_PLAN = ("-m", "-n", "--pdb", "--collect-only", "--co", "--junitxml", "--junit-xml")
#: pytest's exit code for "some tests failed", and all others ran.
SOME_FAILED = 1
#: Files do not go by how many tests they have: the longest tests are alone in theirs, and would be left for the end,
#: where one worker has several of them and the other has nothing to do.
_BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
#: One more than there are processors on the smallest machine: tests wait for other programs, for disks and for clocks.
_AT_A_TIME = 3

#: Tests on a database once more, on a server's. A third of the tries of what is tried by chance: the machines are the
#: same, and a server is slower than a file.
_SERVED = {"AGENT_DESKTOP_HUB_TESTS": "postgresql", "AGENT_DESKTOP_TESTS_CHANCES": "0.3"}


@dataclass(frozen=True)
class Part:
    """Tests by their mark, so many files at a time.

    `again`: those of the hub that ask for a database, and only when everything is asked for, in this environment.
    Tests `in_real_time` depend on the machine keeping up. `within` names folders, of which there is a part only when
    everything is asked for; the part `without` them has them, too, when it is not.
    """

    mark: str
    at_a_time: int = _AT_A_TIME
    in_real_time: bool = False
    again: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def words(self, *, chosen: bool) -> list[str]:
        """Which tests pytest is to look at; none for all of them. `chosen`: somebody named files or folders."""
        if chosen:
            return []
        if self.again:
            # Who wants tests of one of these marks imports only files that name it.
            return on_a_database.files("" if " " in self.mark else f"pytest.mark.{self.mark}")
        return [*self.within, *(f"--ignore={one}" for one in self.without)]


#: Where those that hear sound need no hub and no window: they wait, for seconds of sound, and do little else.
_CHEAP_SOUND = ("tests/phone", "tests/media")

#: The parts of a run. Two to four files run at a time, and the tests of one file in turn.
PARTS = (
    Part("not serial and not sound"),
    Part("not serial and not sound", again=_SERVED),
    Part("serial", in_real_time=True),
    # Those that hear sound are not repeated: what calls write is, by those that do not.
    Part("serial", in_real_time=True, again=_SERVED),
    Part("sound", at_a_time=4, in_real_time=True, within=_CHEAP_SOUND),
    Part("sound", at_a_time=2, in_real_time=True, without=_CHEAP_SOUND),
)


def surroundings() -> dict[str, str]:
    """What the environment of tests has in addition."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    # An empty value is none for Python.
    return {"QT_QPA_PLATFORM": platform, "PYTHONDONTWRITEBYTECODE": ""}


@contextlib.contextmanager
def compiling(arguments: Sequence[str]) -> Iterator[None]:
    """Compile what all tests need while something else is done, when all are to run.

    Two workers that start at the same time would both compile everything.
    """
    if arguments:
        yield
        return
    words = ["-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider"]
    collecting = subprocess.Popen(
        [environment.python(), *words],
        cwd=ROOT,
        env={**os.environ, **surroundings()},
        stdin=subprocess.DEVNULL,
        # What is wrong will be said by the run itself.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    except BaseException:
        collecting.terminate()
        raise
    finally:
        collecting.wait()


def test(arguments: Sequence[str]) -> int:
    """Run pytest with `arguments`; return its exit code, the first that is not 0 of its parts."""
    env = surroundings()
    if any(word.split("=")[0] in OWN_PLAN for word in arguments):
        return environment.run(["-m", "pytest", *arguments], env=env)
    chosen = any((ROOT / word.split("::")[0]).exists() for word in arguments)
    codes: list[int] = []
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="agent-desktop-tests-") as folder:
        for number, part in enumerate(PARTS):
            if (part.again or part.within) and chosen:
                continue
            report = Path(folder) / f"part-{number}.xml"
            memory = ["-o", f"cache_dir={Path(folder) / f'memory-{number}'}"]
            words = ["-m", "pytest", "-m", part.mark, "-n", f"{part.at_a_time}", *_BY_FILE]
            own = [*part.words(chosen=chosen), *memory, *arguments]
            code = environment.run(
                [*words, f"--junitxml={report}", *own], env={**env, **part.again}
            )
            total += count(report)
            if code == SOME_FAILED and part.in_real_time:
                report = Path(folder) / f"again-{number}.xml"
                code = again(part.mark, own, report, {**env, **part.again}, total)
            codes.append(code)
    say(
        f"tests: {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped"
        + (f"; {total['second']} of them passed at a second attempt" if total["second"] else "")
    )
    if all(code == NOTHING_SELECTED for code in codes):
        return NOTHING_SELECTED
    return next((code for code in codes if code not in {0, NOTHING_SELECTED}), 0)


def again(
    mark: str, arguments: list[str], report: Path, env: dict[str, str], total: Counter[str]
) -> int:
    """Run the tests of a mark that just failed once more, one by one; correct `total`, and return the exit code."""
    say("These failed. The machine may have stalled; each gets a second attempt by itself.")
    words = ["-m", "pytest", "-m", mark, "--last-failed", "--last-failed-no-failures=none"]
    code = environment.run([*words, f"--junitxml={report}", *arguments], env=env)
    passed = count(report)["passed"]
    total.update(passed=passed, failed=-passed, second=passed)
    return code


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
