"""A window on the screen, with the caret in the composer."""

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import Theme
from tests.ui.shell.bench import Desk


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk(theme)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    made.composer.setFocus()
    return made
