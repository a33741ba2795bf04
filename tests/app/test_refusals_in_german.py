"""What a real hub refuses is read in German in a German window, with the values that it named."""

from collections.abc import Iterator

import httpx
import msgspec
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.app.language import use_words
from agent_desktop.model.backend_calls import CallTarget, ConsultWith, TargetKind, TransferTo
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.phone.carrier.outcomes import transfer_problem
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.ui.shell.linkbanner import LinkBanner
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words
from agent_desktop.ui.workspace.notices import notice_words
from tests.hub.centre.call_words import come, take
from tests.hub.centre.conftest import lines
from tests.hub.centre.telephones import Telephones
from tests.hub.server.desk import http, make_agent, owner_token, problem
from tests.hub.server.hub_process import throwaway_hub
from tests.ui.conftest import theme

__all__ = ["lines", "theme"]


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
            of_queue = refused(client.delete("/v1/admin/queues/support"))
    banner = LinkBanner(theme)
    qtbot.addWidget(banner)
    banner.set_link(LinkChanged(state=LinkState.SIGNED_OUT, since=0, problem=of_sign_in), 0)
    assert banner.detail.text().startswith(
        "E-Mail oder Passwort ist falsch. Prüfen Sie beides, und versuchen Sie es noch einmal."
    )
    assert problem_words(of_password) == "Ein Passwort hat 10 bis 200 Zeichen."
    words = problem_words(of_queue)
    assert words.startswith("Die Warteschlange „Support“ wird gebraucht. Eingänge, die zu ihr")
    assert words.endswith("Ändern oder beenden Sie das zuerst.")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ((TargetKind.AGENT, "gone"), "Dieser Kollege gehört nicht mehr zum Team."),
        ((TargetKind.QUEUE, "gone"), "Diese Warteschlange gibt es nicht mehr."),
        ((TargetKind.NUMBER, "Bilng"), "Weder jemand im Team noch eine Warteschlange heißt so."),
        ((TargetKind.NUMBER, "4711"), "Niemand im Team hat diese Durchwahl."),
        ((TargetKind.NUMBER, "+999 30 1112223"), "Es gibt kein Land mit dieser Vorwahl."),
    ],
)
def test_a_call_that_goes_nowhere_is_refused_in_german(
    german: None, lines: Telephones, target: tuple[TargetKind, str], sentence: str
) -> None:
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    for kind in (TransferTo, ConsultWith):
        where = CallTarget(kind=target[0], value=target[1])
        with pytest.raises(Refused) as refused:
            lines.floor.ask("anna", kind(interaction_id=call, target=where))
        assert problem_words(refused.value.problem).startswith(sentence)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "Diese Nummer gibt es nicht."),
        (486, "Der Anschluss dort ist besetzt."),
        (501, "Diese Telefonanlage kann Anrufe nicht weitergeben."),
        (418, "Die Telefonanlage hat es nicht getan."),
    ],
)
def test_a_telephone_system_that_hands_nothing_on_says_why_in_german(
    german: None, status: int, sentence: str
) -> None:
    problem = transfer_problem(Outcome(status, "hostile words"))
    notice = Notice(kind=NoticeKind.TRANSFER_FAILED, detail="Layla", problem=problem)
    words = notice_words(notice).sentence
    assert words.startswith(f"Nicht weitergegeben; Layla ist noch bei Ihnen. {sentence}")
    assert "hostile" not in words
