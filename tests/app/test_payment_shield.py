"""The payment shield on a desk in memory: what begins it, what ends it, what another program hears."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.app.foreground import Sight
from agent_desktop.app.foreground.front import Front
from agent_desktop.app.payment_shield import PaymentShield, sight_words
from agent_desktop.desk import payments
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import TeamShown
from agent_desktop.model.intents import ChangeSetting, ShieldRecording
from agent_desktop.model.payments import Confidence
from agent_desktop.model.settings import PAYMENT_PAGES, PAYMENT_WATCH
from agent_desktop.ui.call.payments import KNOWN_PAGES, PaymentsPage
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import line
from tests.ui.conftest import theme as theme

PAGE, SHOP = Front("Payment – Shop", "chromium"), Front("Shop", "chromium")
ON, PAUSED = ca.Recording.ON, ca.Recording.PAUSED


class Screen:
    """Other programs' windows, as a looker sees them."""

    def __init__(self) -> None:
        self.front: Front | None = SHOP
        self.broken: Exception | None = None
        self.looks = 0
        self.threads: set[int] = set()
        self.open = 0

    def __call__(self) -> "Screen":
        self.open += 1
        return self

    def look(self) -> Front | None:
        self.looks += 1
        self.threads.add(threading.get_ident())
        if self.broken:
            raise self.broken
        return self.front

    def close(self) -> None:
        self.open -= 1


class Till(CallOffice):
    """The window of an agent with a payment shield."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(theme, qtbot)
        self.plug_in()
        self.screen = Screen()
        self.shield = PaymentShield(self.desk, self.shell, sight=Sight.WINDOWS, looker=self.screen)
        self.shield.begin()
        self.bot = qtbot

    def wishes(self) -> list[tuple[bool, str]]:
        return [(one.on, one.reason if one.on else "") for one in self.desk.posted(ShieldRecording)]

    def until_wishes(self, *wanted: tuple[bool, str]) -> None:
        self.bot.waitUntil(lambda: self.wishes() == list(wanted), timeout=20_000)

    def talk(self, recording: ca.Recording, **about: Any) -> None:
        self.show(line(recording=recording, **about))

    def set(self, name: str, value: str) -> None:
        self.desk.put_setting(name, value)

    def watching(self) -> bool:
        return self.shield.pages.watching

    def told(self) -> str:
        return " ".join(one.accessibleName() for one in self.shell.findChildren(Toast))

    def ask(self, on: bool = True) -> list[str]:
        heard: list[str] = []
        self.shield.obey(on, heard.append)
        return heard


@pytest.fixture
def till(theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Till]:
    monkeypatch.setattr(payments, "GRACE_MS", dict.fromkeys(Confidence, 0))
    made = Till(theme, qtbot)
    yield made
    made.shield.stop()
    made.spaces.leave()
    qtbot.waitUntil(lambda: made.screen.open == 0)


def test_a_payment_page_pauses_and_lets_go_on(till: Till) -> None:
    till.talk(ON)
    till.screen.front = PAGE
    till.until_wishes((True, "payment_page"))
    assert "payment page" in till.told()
    till.screen.front = None
    till.until_wishes((True, "payment_page"), (False, ""))
    assert threading.get_ident() not in till.screen.threads


def test_nobody_looks_while_nothing_is_recorded(till: Till) -> None:
    till.screen.front = PAGE
    till.talk(ca.Recording.OFF)
    assert not till.watching()
    till.talk(ON)
    till.until_wishes((True, "payment_page"))
    till.talk(PAUSED)
    assert till.watching()
    till.talk(ca.Recording.OFF)
    assert not till.watching()
    till.until_wishes((True, "payment_page"), (False, ""))


def test_our_own_window_is_no_payment_page(till: Till) -> None:
    till.screen.front = Front("Payment", "agent-desktop", own=True)
    till.talk(ON)
    seen = till.screen.looks
    till.bot.waitUntil(lambda: till.screen.looks > seen + 1)
    till.screen.front = PAGE
    till.until_wishes((True, "payment_page"))


def test_the_agent_can_switch_it_off_and_name_other_pages(till: Till) -> None:
    till.screen.front = Front("Till 4", "")
    till.talk(ON)
    till.set(PAYMENT_PAGES, "till *")
    till.until_wishes((True, "payment_page"))
    till.set(PAYMENT_WATCH, "off")
    assert not till.shield.pages.watching
    till.until_wishes((True, "payment_page"), (False, ""))


def test_a_page_that_is_taken_from_the_list_is_none_any_more(till: Till) -> None:
    till.screen.front = PAGE
    till.talk(ON)
    till.until_wishes((True, "payment_page"))
    till.set(PAYMENT_PAGES, "till")
    till.until_wishes((True, "payment_page"), (False, ""))


def team_pages(till: Till, *pages: str) -> None:
    till.desk.payment_pages = pages
    till.desk.publish(TeamShown())


def test_the_teams_pages_pause_besides_the_agents_own(till: Till) -> None:
    till.screen.front = Front("Till 4", "")
    till.talk(ON)
    assert till.watching()
    team_pages(till, "  ", "till *")
    till.until_wishes((True, "payment_page"))
    team_pages(till)
    till.until_wishes((True, "payment_page"), (False, ""))
    till.screen.front = PAGE
    till.until_wishes((True, "payment_page"), (False, ""), (True, "payment_page"))


def test_no_agent_switches_the_teams_pages_off(till: Till) -> None:
    till.set(PAYMENT_WATCH, "off")
    till.screen.front = PAGE
    till.talk(ON)
    assert not till.watching()
    team_pages(till, "till *")
    seen = till.screen.looks
    till.bot.waitUntil(lambda: till.screen.looks > seen + 1)
    assert till.wishes() == [], "the agent's own pages are off"
    till.screen.front = Front("Till 4", "")
    till.until_wishes((True, "payment_page"))


@pytest.mark.parametrize(
    "fault",
    [
        OSError("gone"),
        pytest.param(
            RuntimeError("a fault"),
            marks=pytest.mark.expected_log("Payment pages cannot be watched"),
        ),
    ],
)
def test_a_screen_that_cannot_be_seen_is_told_once(till: Till, fault: Exception) -> None:
    till.screen.front = PAGE
    till.talk(ON)
    till.until_wishes((True, "payment_page"))
    till.screen.broken = fault
    till.until_wishes((True, "payment_page"), (False, ""))
    assert "Pause for card" in till.told()


def test_where_nothing_can_be_seen_nobody_looks(theme: Theme, qtbot: QtBot) -> None:
    office = CallOffice(theme, qtbot)
    office.plug_in()
    screen = Screen()
    shield = PaymentShield(office.desk, office.shell, sight=Sight.NOTHING, looker=screen)
    shield.begin()
    office.show(line(recording=ON))
    assert not shield.pages.watching
    shield.stop()
    office.spaces.leave()


def test_a_card_number_in_the_composer_pauses_and_warns(till: Till) -> None:
    editor = till.spaces.conversation.composer.editor
    editor.setFocus()
    editor.setPlainText("4111 1111 1111 1111")
    assert till.wishes() == []
    editor.clear()
    till.talk(ON)
    till.bot.keyClicks(editor, "4111 1111 1111 1111")
    assert till.wishes() == [(True, "card_typed")]
    assert "card number" in till.told()
    editor.clear()
    till.until_wishes((True, "card_typed"), (False, ""))


def test_without_a_call_all_is_over(till: Till) -> None:
    till.talk(ON)
    till.ask()
    till.show()
    till.until_wishes((True, "other_program"), (False, ""))


# --- another program


def test_another_program_hears_when_it_is_paused(till: Till) -> None:
    till.talk(ON)
    heard = till.ask()
    assert (till.wishes(), heard) == ([(True, "other_program")], [])
    till.talk(ON, pausing=True)
    assert heard == []
    till.talk(PAUSED)
    assert heard == ["paused"]
    assert till.ask(on=False) == ["off"]
    assert till.wishes() == [(True, "other_program"), (False, "")]
    assert heard == ["paused"]


def test_another_program_hears_at_once_when_nothing_is_recorded(till: Till) -> None:
    assert till.ask() == ["nothing"]
    till.talk(ca.Recording.OFF)
    assert till.ask() == ["nothing"]


def test_what_is_asked_before_a_call_holds_for_it(till: Till) -> None:
    assert till.ask() == ["nothing"]
    till.show()
    till.talk(ON)
    assert till.wishes() == [(True, "other_program")]
    till.show()
    assert till.wishes() == [(True, "other_program"), (False, "")]


def test_another_program_hears_that_it_failed(till: Till) -> None:
    till.talk(ON)
    heard = till.ask()
    till.talk(ON, still_recording=True)
    assert heard == ["failed"]
    till.shield._patience.setInterval(1)
    till.talk(ON)
    late = till.ask()
    till.bot.waitUntil(lambda: late == ["failed"])


def test_who_asks_again_means_it(till: Till) -> None:
    till.talk(ON)
    till.ask()
    till.talk(PAUSED)
    till.talk(ON)  # the agent let it go on
    till.ask()
    assert till.wishes() == [(True, "other_program")] * 2


def test_a_program_that_ends_meanwhile_answers(till: Till) -> None:
    till.talk(ON)
    heard = till.ask()
    till.shield.stop()
    assert heard == ["failed"]


# --- the settings


@pytest.mark.parametrize("sight", Sight)
def test_the_settings_keep_pages_and_say_what_is_seen(
    till: Till, theme: Theme, sight: Sight
) -> None:
    page = PaymentsPage(till.desk, theme, sight_words(sight))
    till.bot.addWidget(page)
    page.show()
    assert page.pages.toPlainText() == KNOWN_PAGES
    page.pages.setPlainText("till")
    page.hide()
    assert till.desk.posted(ChangeSetting)[-1] == ChangeSetting(name=PAYMENT_PAGES, value="till")
    page.show()
    page.watch.click()
    assert till.desk.posted(ChangeSetting)[-1] == ChangeSetting(name=PAYMENT_WATCH, value="off")
    page.known.click()
    assert till.desk.posted(ChangeSetting)[-1].value == KNOWN_PAGES


def test_the_settings_name_the_teams_pages(till: Till, theme: Theme) -> None:
    page = PaymentsPage(till.desk, theme, sight_words(Sight.WINDOWS))
    till.bot.addWidget(page)
    page.show()
    assert page.team.isHidden()
    team_pages(till, "till *", "cash\ndesk")
    assert page.team.isVisible()
    assert page.team.text() == "Your team's pages pause recordings in any case: till *, cash desk"


def test_titles_are_not_shown_by_accident() -> None:
    assert "Payment" not in repr(PAGE)
    assert "Payment" not in f"{PAGE!r} {PAGE!s}"
