"""What status bar and banner say about link, backend and outbox."""

import pytest

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.shell.linkbanner import banner_words
from agent_desktop.ui.shell.presence import CHOOSABLE, presence_word, standing
from agent_desktop.ui.shell.statusbar import backend_words, link_words, outbox_words

NOW = 1_795_615_331_000


def link(state: LinkState, **more: object) -> LinkChanged:
    return LinkChanged(state=state, since=NOW - 60_000, **more)  # type: ignore[arg-type]


def test_live_says_up_to_when() -> None:
    words, icon, _ = link_words(link(LinkState.LIVE, current_to=NOW))
    assert words == f"Current to {time_of_day(NOW, seconds=True)}"
    assert icon == "circle-check"


def test_every_state_differs_in_word_and_icon_or_colour() -> None:
    seen = {link_words(link(state, current_to=NOW)) for state in LinkState}
    assert len(seen) == len(LinkState)
    assert all(words for words, _, _ in (link_words(link(state)) for state in LinkState))


def test_the_backend_with_its_latency() -> None:
    live = link(LinkState.LIVE, latency_ms=12)
    assert backend_words("Hub on this computer", live) == "Hub on this computer · 12 ms"
    down = link(LinkState.OFFLINE, latency_ms=12)
    assert backend_words("care.example", down) == "care.example unreachable"
    assert backend_words("", down) == ""


@pytest.mark.parametrize(
    ("waiting", "needs", "words"),
    [
        (0, 0, "Outbox empty"),
        (1, 0, "1 waiting"),
        (3, 1, "3 waiting, 1 needs you"),
        (0, 2, "2 need you"),
    ],
)
def test_the_outbox(waiting: int, needs: int, words: str) -> None:
    assert outbox_words(OutboxSummary(waiting=waiting, needs_you=needs))[0] == words


def test_a_hub_whose_lock_a_stranger_has_says_so_and_administrators_what_to_do() -> None:
    held = Problem(
        code="stopping", message="A session that is no hub's holds it.", field="database"
    )
    down = link(LinkState.OFFLINE, problem=held)
    agent = banner_words(down, OutboxSummary(waiting=3), NOW)
    admin = banner_words(down, OutboxSummary(waiting=3), NOW, administers=True)
    assert agent is not None
    assert admin is not None
    at = time_of_day(NOW - 60_000)
    assert (
        agent.title
        == admin.title
        == f"Offline since {at}: a stranger holds the lock of the hub’s database."
    )
    assert agent.detail == "What you write is kept. Tell an administrator."
    assert "End that session: the hub’s log says which one" in admin.detail


def test_offline_says_since_when_and_what_is_safe() -> None:
    down = link(LinkState.OFFLINE, next_try_at=NOW + 7_200)
    words = banner_words(down, OutboxSummary(waiting=3), NOW)
    assert words is not None
    assert words.title == f"Offline since {time_of_day(NOW - 60_000)}, 3 replies waiting."
    assert "Saved on this computer" in words.detail
    assert words.fact == "Next try in 8 s"
    one = banner_words(down, OutboxSummary(waiting=1), NOW + 7_200)
    assert one is not None
    assert "1 reply waiting" in one.title
    assert one.fact == "Trying now…"
    none = banner_words(link(LinkState.OFFLINE), OutboxSummary(), NOW)
    assert none is not None
    assert none.fact == ""


def test_offline_says_why_after_what_is_safe() -> None:
    problem = Problem(code="conflict", message="Another hub already uses the folder.")
    words = banner_words(link(LinkState.OFFLINE, problem=problem), OutboxSummary(), NOW)
    assert words is not None
    assert words.detail.endswith("returns. Another hub already uses the folder.")


def test_signed_out_says_why() -> None:
    problem = Problem(code="needs_sign_in", message="Your token was revoked.")
    words = banner_words(link(LinkState.SIGNED_OUT, problem=problem), OutboxSummary(), NOW)
    assert words is not None
    assert words.sign_in
    assert "Your token was revoked." in words.detail


@pytest.mark.parametrize("state", [LinkState.LIVE, LinkState.CONNECTING, LinkState.CATCHING_UP])
def test_no_banner_while_all_is_well(state: LinkState) -> None:
    assert banner_words(link(state), OutboxSummary(waiting=2), NOW) is None


def test_every_presence_and_activity_has_a_word() -> None:
    assert all(presence_word(state) for state in PresenceState)
    for activity in Activity:
        word, _ = standing(PresenceState.READY, activity)
        assert word
    assert standing(PresenceState.BREAK, Activity.IDLE) == ("Break", "notReady")
    assert standing(PresenceState.READY, Activity.WRAP_UP) == ("Wrap-up", "idle")
    assert PresenceState.NOT_RESPONDING not in CHOOSABLE
