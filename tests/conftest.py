"""Silence is a requirement: a warning or an error in the log that a test did not announce fails it.

Python's warnings are errors by pyproject.toml. Here the same is done for what is logged, at WARNING or above, by
whatever logger, and for what Qt says, which is logged for this purpose. A test that provokes such a line announces it,
and fails as well when it does not come:

    @pytest.mark.expected_log("could not be kept")     a regular expression, found in "LOGGER: MESSAGE"

Promises to look until the last fixture of a test is torn down. Refuses to listen to other processes: whoever starts
one reads what it says.

Where every peer has to be there (`AGENT_DESKTOP_PEERS=required`, as continuous integration says), a test that would be
skipped because a program of others is missing fails.

A run of the serial or of the sound tests (`-m serial`) imports only the files that name the mark: to import all takes
longer than many tests. A test that gets its mark in another way is refused by every run that meets it.

Who waits for Qt without a limit of their own waits as long as a busy computer takes, not for the five seconds of
pytest-qt.

What was imported and collected lives until the end: it is not searched for garbage, neither while there is more and
more of it, which is a quarter of what collecting costs, nor by every test.
"""

import gc
import logging
import os
import re
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_NOT_OURS = re.compile(
    r"asyncio: Executing .* took "  # its debug mode: speed is no test's business
    r"|qt\.default: This plugin does not support "  # offscreen only
)
_ABSENT = re.compile(
    r" is not installed\b| are started by root|needs (Chromium|PulseAudio|espeak-ng|libxcb|the program)\b"
)
"""In such words a test says that it lacks a program of others."""
_REQUIRED = os.environ.get("AGENT_DESKTOP_PEERS") == "required"
_PATIENCE_MS = 20_000
_OWN_RUN = ("sound", "serial")
"""Marks of few tests, which are run apart from all others."""


class _Heard(logging.Handler):
    """Everything that was said since it was last asked."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.name}: {record.getMessage()}"
        if record.exc_info is not None and record.exc_info[1] is not None:
            line += f" ({record.exc_info[1]!r})"
        if not _NOT_OURS.match(line):
            self._lines.append(line)

    def take(self) -> list[str]:
        """The lines, which are then forgotten."""
        lines, self._lines = self._lines, []
        return lines


_SKIPPED = pytest.StashKey[bool]()
_heard = _Heard()


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], message)


def pytest_configure() -> None:
    """Listen; what is made from now on stays."""
    gc.disable()
    for wait in (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitCallback):
        assert wait.__kwdefaults__ is not None
        wait.__kwdefaults__["timeout"] = _PATIENCE_MS
    logging.getLogger().addHandler(_heard)
    qInstallMessageHandler(_qt_says)


def pytest_unconfigure() -> None:
    """Listen no more: Qt ends later than Python can be called."""
    qInstallMessageHandler(None)
    logging.getLogger().removeHandler(_heard)


@cache
def _named_in(path: Path) -> frozenset[str]:
    text = path.read_text(encoding="utf-8")
    return frozenset(one for one in _OWN_RUN if f"pytest.mark.{one}" in text)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files that have no test of the only mark that is wanted; None leaves it to others."""
    wanted = config.option.markexpr
    if wanted not in _OWN_RUN or not re.fullmatch(r"test_.*\.py", collection_path.name):
        return None
    return None if wanted in _named_in(collection_path) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that a run of their mark would leave out."""
    for item in items:
        for mark in _OWN_RUN:
            if item.get_closest_marker(mark) is not None and mark not in _named_in(item.path):
                raise pytest.UsageError(f"{item.path} does not say pytest.mark.{mark}")


def pytest_collection_finish() -> None:
    """From now on there is garbage."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let nobody do without a peer that has to be there."""
    report = yield
    item.stash[_SKIPPED] = report.skipped or item.stash.get(_SKIPPED, False)
    if _REQUIRED and report.skipped and _ABSENT.search(str(report.longrepr)):
        report.outcome = "failed"
        report.longrepr = f"A peer that has to be there is missing: {report.longreprtext}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Compare what was said during a test with what it announced."""
    yield
    said = _heard.take()
    announced = [str(mark.args[0]) for mark in item.iter_markers("expected_log")]
    if item.stash[_SKIPPED]:
        announced = []
    never = [one for one in announced if not any(re.search(one, line) for line in said)]
    unexpected = [line for line in said if not any(re.search(one, line) for one in announced)]
    if unexpected:
        pytest.fail("\n  ".join(["The log says what nobody expected:", *unexpected]), pytrace=False)
    if never:
        pytest.fail(f"The log never said: {', '.join(never)}", pytrace=False)
