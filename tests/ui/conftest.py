"""What every test of the window shares: the offscreen platform and a theme with no motion."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from agent_desktop.ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application, with motion off so that nothing has to be waited for."""
    # Windows of earlier tests wait for an event loop to be deleted; a style sheet would dress them all again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made = Theme("light", less_motion="on")
    made.apply(qapp)
    return made


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    """An interface in a language that is read from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
