"""Silence is a requirement: a warning or an error in the log that a test did not announce fails it.

Python's warnings are errors by pyproject.toml. Here the same is done for what is logged, at WARNING or above, by
whatever logger, and for what Qt says, which is logged for this purpose. A test that provokes such a line announces it,
and fails as well when it does not come:

    @pytest.mark.expected_log("could not be kept")     a regular expression, found in "LOGGER: MESSAGE"

Promises to look until the last fixture of a test is torn down. Refuses to listen to other processes: whoever starts
one reads what it says.
"""

import logging
import re
from collections.abc import Generator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

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


_heard = _Heard()


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], message)


def pytest_configure() -> None:
    """Listen."""
    logging.getLogger().addHandler(_heard)
    qInstallMessageHandler(_qt_says)


def pytest_unconfigure() -> None:
    """Listen no more: Qt ends later than Python can be called."""
    qInstallMessageHandler(None)
    logging.getLogger().removeHandler(_heard)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Compare what was said during a test with what it announced."""
    yield
    said = _heard.take()
    announced = [str(mark.args[0]) for mark in item.iter_markers("expected_log")]
    never = [one for one in announced if not any(re.search(one, line) for line in said)]
    unexpected = [line for line in said if not any(re.search(one, line) for one in announced)]
    if unexpected:
        pytest.fail("\n  ".join(["The log says what nobody expected:", *unexpected]), pytrace=False)
    if never:
        pytest.fail(f"The log never said: {', '.join(never)}", pytrace=False)
