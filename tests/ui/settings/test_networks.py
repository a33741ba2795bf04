"""The page of entry points: a form made of a network's fields, health that follows, tests, secrets that go one way."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from agent_desktop.hub.server.networks import networks
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import (
    EntryStanding,
    EntryState,
    KeepNetworkEntry,
    NetworkEntry,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.model.administration_voice import TrialStep
from agent_desktop.model.errors import Refused
from agent_desktop.model.intents import LookInto
from agent_desktop.ui.settings.network_words import CHOICES, NETWORKS, standing_words
from agent_desktop.ui.settings.networks_form import NetworkForm
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.picking import KeptSecretRow, PickRow
from agent_desktop.ui.settings.rows import FactRow
from tests.desk.fake_team import FakeTeam
from tests.ui.settings.conftest import Office

TOKEN = "123456:a-very-secret-token"
BOT = NetworkEntry(
    id="bot",
    name="Our bot",
    queue_id="support",
    network="telegram",
    settings={"news": "polling", "server": "https://api.telegram.org", "later": "kept"},
    secrets=("token",),
    standing=EntryStanding(code=EntryState.LIVE),
)
FOUND = (
    TrialStep(step="Ask as the bot", result="failed", words="Nobody answers.", remedy="Look."),
)


def pick(page: AnyPage, name: str, key: str) -> None:
    """Choose in a list."""
    row = page.form.rows[name]
    assert isinstance(row, PickRow)
    row.pick(key)


def begin_bot(office: Office) -> AnyPage:
    """A form with all that a bot needs."""
    page = office.open(Topic.NETWORKS)
    page.begin_new()
    pick(page, "network", "telegram")
    office.type(page, "name", "Our bot")
    pick(page, "queue_id", "support")
    office.type(page, "settings.token", TOKEN)
    return page


def test_the_network_is_chosen_first_and_says_what_it_asks_for(office: Office) -> None:
    page = office.open(Topic.NETWORKS)
    page.begin_new()
    assert not [name for name in page.form.rows if name.startswith("settings.")]
    page.form.submit()
    assert page.form.rows["network"].notice.words == "This is needed."
    pick(page, "network", "email")
    assert page.form.rows["settings.imap_port"].value() == "993"
    office.type(page, "settings.address", "support@example.org")
    pick(page, "network", "telegram")
    assert "settings.imap_port" not in page.form.rows
    assert page.form.rows["settings.server"].value() == "https://api.telegram.org"
    assert page.form.rows["settings.address"].value() == "", "it is not that of a mailbox"


def test_tab_goes_through_the_fields_in_their_order(office: Office, qtbot: QtBot) -> None:
    page = office.open(Topic.NETWORKS)
    page.begin_new()
    for network in ("telegram", "email"):
        pick(page, "network", network)
    qtbot.waitUntil(page.form.rows["settings.signature"].isVisible)
    rows = [one for one in page.form.rows.values() if one.isVisible()]
    assert len(rows) == 8
    rows[0].control().setFocus()
    for row in rows:
        assert row.control().hasFocus(), row.name
        QTest.keyClick(row.control(), Qt.Key.Key_Tab)
    buttons = (page.form.bar.save, page.form.bar.cancel, page.form.bar.test)
    assert any(one.hasFocus() for one in buttons), "then the buttons"


def test_every_network_of_the_hub_has_a_name_and_words_for_its_choices() -> None:
    for one in networks():
        assert one.name in NETWORKS
        for field in one.limits.fields:
            assert set(field.choices) <= set(CHOICES), field.name


def test_an_entry_point_is_tested_and_added(office: Office) -> None:
    office.team.steps = FOUND
    page = begin_bot(office)
    form = page.form
    assert isinstance(form, NetworkForm)
    told = form.webhook.field.text()
    assert told.startswith("https://YOUR-HUB/networks/our-bot-")
    form.bar.test.click()
    assert "a minute" in form.bar.saying.text()
    office.work()
    assert form.steps.accessibleName() == "Nobody answers. Look."
    form.submit()
    office.work()
    (tried,), (kept,) = office.asked(TryNetworkEntry), office.asked(KeepNetworkEntry)
    assert tried.entry == kept.entry
    assert tried.secrets == kept.secrets == {"token": TOKEN}
    assert told.endswith(f"/{kept.entry.id}"), "the network was told of this address"
    assert kept.entry.settings == {"news": "polling", "server": "https://api.telegram.org"}
    assert TOKEN not in repr(kept.entry)
    (entry,) = page.rows.entries
    assert (entry.title, entry.detail, entry.icon) == ("Our bot", "Telegram · Support", "at-sign")
    assert page.rows.marked == kept.entry.id


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("settings.token", "", "missing"), ("settings.server", "http://example.org", "secure")],
)
def test_a_refusal_stands_at_the_networks_field(
    office: Office, field: str, value: str, words: str
) -> None:
    page = begin_bot(office)
    page.form.rows[field].control().clear()  # type: ignore[attr-defined]
    office.type(page, field, value)
    page.form.submit()
    office.work()
    assert words in page.form.rows[field].notice.words
    assert not page.rows.entries
    assert page.unsaved


def test_a_secret_that_is_set_stays_until_another_one_is_typed(office: Office) -> None:
    mailbox = NetworkEntry(
        id="mail",
        name="Mail",
        queue_id="support",
        network="email",
        settings={"address": "a@example.org"},
        secrets=("password",),
    )
    office.team.entries["mail"] = mailbox
    page = office.open(Topic.NETWORKS)
    for typed, forgets, secrets in (
        ("", False, {}),
        ("new", False, {"password": "new"}),
        ("", True, {"password": ""}),
    ):
        page.open("mail")
        row = page.form.rows["settings.password"]
        assert isinstance(row, KeptSecretRow)
        assert row.field.placeholderText() == "Set. Leave it empty to keep it."
        assert row.field.text() == ""
        office.type(page, "settings.password", typed)
        if forgets:
            row.forget.click()
        page.form.submit()
        office.work()
        assert office.asked(KeepNetworkEntry)[-1].secrets == secrets
    page.open("mail")
    row = page.form.rows["settings.password"]
    assert isinstance(row, KeptSecretRow)
    assert row.forget.isHidden(), "nothing is set that could be forgotten"
    assert row.field.placeholderText() == ""


def test_health_is_told_in_words_and_follows_while_one_types(office: Office) -> None:
    office.team.entries["bot"] = BOT
    page = office.open(Topic.NETWORKS)
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Connected", "success")
    partly = EntryStanding(code=EntryState.LIVE, words="It takes no copies.")
    office.team.entries["bot"] = replace(BOT, standing=partly)
    page.look()
    office.work()
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Connected, with a problem", "warn")
    page.open("bot")
    assert not page.form.rows["network"].isEnabled(), "an entry point keeps its network"
    office.type(page, "name", "The bot")
    refused = EntryStanding(code=EntryState.REFUSED, words="Wrong token.", remedy="Make a new one.")
    office.team.entries["bot"] = replace(BOT, standing=refused)
    page.look()
    office.work()
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Refused", "danger")
    fact = page.form.rows["standing"]
    assert isinstance(fact, FactRow)
    assert fact.control().accessibleName() == "Wrong token. Make a new one."
    assert page.form.rows["name"].value() == "The bot", "what is typed stays"
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepNetworkEntry)
    assert kept.entry.settings == BOT.settings, "what no field shows is not lost"


@pytest.mark.parametrize("state", list(EntryState))
def test_every_state_has_words(state: EntryState) -> None:
    words, _ = standing_words(EntryStanding(code=state))
    assert words
    again = EntryStanding(code=state, words="It is away.", next_at=1_800_000_000_000)
    assert ("tried again at" in standing_words(again)[0]) is (state is EntryState.WAITING)


def test_an_entry_point_is_paused_used_again_and_removed_unless_it_is_needed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.team.entries["bot"] = BOT
    page = office.open(Topic.NETWORKS)
    page.open("bot")
    for paused, words in ((True, "Resume"), (False, "Pause")):
        page.form.bar.pause.click()
        office.work()
        assert office.asked(PauseNetworkEntry)[-1] == PauseNetworkEntry(
            entry_id="bot", paused=paused
        )
        assert page.form.bar.pause.text() == words
        (entry,) = page.rows.entries
        assert entry.paused is paused, "an icon says it beside the word"
    needed = Refused("Replies that still wait to be sent by it: 2.", remedy="Wait.", field="id")

    async def refuse(self: FakeTeam, order: object) -> tuple[TrialStep, ...]:
        raise needed

    with monkeypatch.context() as patched:
        patched.setattr(FakeTeam, "carry_out", refuse)
        page.form.bar.remove.click()
        page.form.bar.sure.click()
        office.work()
    assert page.form.notice.words == "Replies that still wait to be sent by it: 2. Wait."
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveNetworkEntry)
    assert not page.rows.entries


def test_what_is_typed_survives_a_restart_without_its_secrets(office: Office) -> None:
    page = begin_bot(office)
    pick(page, "network", "email")
    office.type(page, "settings.address", "support@example.org")
    signature = page.form.rows["settings.signature"].control()
    signature.setPlainText("Yours\n\n-- \nThe team")  # type: ignore[attr-defined]
    office.type(page, "settings.password", TOKEN)
    page.remember()
    office.desk.turn()
    kept = office.desk.setting("administration.draft.networks", "")
    assert TOKEN not in kept
    again = type(page)(office.desk, office.shell.theme, page.book)
    again.refresh()
    assert again.unsaved
    rows = again.form.rows
    assert rows["network"].value() == "email"
    assert rows["settings.address"].value() == "support@example.org"
    assert rows["settings.signature"].value() == "Yours\n\n-- \nThe team"
    field = rows["settings.password"].control()
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    record, _ = again.form.record()
    assert record.id in kept, "the address for webhooks stays"
    pick(again, "network", "telegram")
    record, _ = again.form.record()
    assert set(record.settings) == {"news", "server"}, "nothing is left of the mailbox"
    again.deleteLater()


def test_an_entry_point_of_a_network_that_is_gone_can_be_seen(office: Office) -> None:
    office.team.entries["old"] = replace(BOT, id="old", network="pigeon")
    page = office.open(Topic.NETWORKS)
    (entry,) = page.rows.entries
    assert (entry.detail, entry.icon) == ("pigeon · Support", "plug")
    page.open("old")
    assert page.form.record()[0].settings == BOT.settings


def test_health_is_looked_at_while_it_is_seen(office: Office, qtbot: QtBot) -> None:
    page = office.open(Topic.NETWORKS)

    def asked() -> int:
        return sum(one.topic is Topic.NETWORKS for one in office.desk.posted(LookInto))

    before = asked()
    for _ in range(page.book.every_s):
        office.shell.ticked.emit(office.desk.now())
    assert asked() == before + 1
