"""What a real hub refuses is read in German in a German window, with the values that it named."""

from collections.abc import Iterator

import httpx
import msgspec
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.app.language import use_words
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.ui.shell.linkbanner import LinkBanner
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words
from tests.hub.server.desk import http, make_agent, owner_token, problem
from tests.hub.server.hub_process import throwaway_hub
from tests.ui.conftest import theme

__all__ = ["theme"]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    used = use_words(qapp)
    yield
    for words in used:
        qapp.removeTranslator(words)
    QLocale.setDefault(before)


def refused(answer: httpx.Response) -> Problem:
    return msgspec.convert(problem(answer), type=Problem)


def test_refusals_of_a_real_hub(german: None, theme: Theme, qtbot: QtBot) -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        make_agent(hub.url, owner, "ann")
        with http(hub.url) as client:
            wrong = {"type": "sign_in", "email": "ann@example.org", "password": "x", "client": "t"}
            of_sign_in = refused(client.post("/v1/sign-in", json=wrong))
        with http(hub.url, owner) as client:
            short = {"type": "set_password", "password": "short"}
            of_password = refused(client.put("/v1/admin/agents/ann/password", json=short))
    banner = LinkBanner(theme)
    qtbot.addWidget(banner)
    banner.set_link(LinkChanged(state=LinkState.SIGNED_OUT, since=0, problem=of_sign_in), 0)
    assert banner.detail.text().startswith(
        "E-Mail oder Passwort ist falsch. Prüfen Sie beides, und versuchen Sie es noch einmal."
    )
    assert problem_words(of_password) == "Ein Passwort hat 10 bis 200 Zeichen."
