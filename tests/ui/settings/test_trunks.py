"""The page of trunks: health in the list and the form, a test's steps, pausing, and a password that goes one way."""

from msgspec.structs import replace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_voice import (
    Health,
    KeepTrunk,
    PauseTrunk,
    Standing,
    TrialStep,
    Trunk,
    TryTrunk,
)
from agent_desktop.model.intents import LookInto
from agent_desktop.ui.settings.rows import FactRow
from agent_desktop.ui.settings.trunks import health_words
from tests.ui.settings.conftest import Office

PASSWORD = "a password of some length"
BERLIN = Trunk(
    id="berlin",
    name="Berlin",
    host="sip.provider.example",
    user="4930123",
    has_password=True,
    numbers=("+4930123*",),
    caller_ids={"support": "+49301230"},
    health=Health(state=Standing.REGISTERED, words="Berlin knows this hub."),
)
FOUND = (
    TrialStep(step="resolve", result="good", words="1 address."),
    TrialStep(step="connect", result="failed", words="Nobody answers.", remedy="Check the port."),
    TrialStep(step="else", result="skipped", words="Not tried."),
)


def test_a_trunk_is_tested_before_it_is_added(office: Office) -> None:
    office.team.steps = FOUND
    page = office.open(Topic.TRUNKS)
    page.begin_new()
    assert page.form.bar.test.isVisible()
    assert page.form.bar.pause.isHidden()
    page.form.bar.test.click()
    assert office.asked(TryTrunk) == [], "without name and server there is nothing to test"
    office.type(page, "name", "Berlin")
    office.type(page, "host", "sip.provider.example")
    office.type(page, "user", "4930123")
    office.type(page, "password", PASSWORD)
    page.form.bar.test.click()
    assert not page.form.bar.test.isEnabled()
    assert "half a minute" in page.form.bar.saying.text()
    office.work()
    assert page.form.bar.test.isEnabled()
    assert page.form.steps.steps == FOUND
    assert page.form.steps.accessibleName() == "Nobody answers. Check the port."
    (tried,) = office.asked(TryTrunk)
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepTrunk)
    assert (tried.trunk, tried.password) == (kept.trunk, PASSWORD)
    assert kept.password == PASSWORD
    assert kept.trunk.registers
    assert page.rows.marked == kept.trunk.id


def test_health_stands_in_list_and_form_and_follows(office: Office) -> None:
    office.team.trunks["berlin"] = BERLIN
    page = office.open(Topic.TRUNKS)
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Registered", "success")
    assert entry.detail == "sip.provider.example · +4930123*"
    page.open("berlin")
    office.type(page, "name", "Berlin office")
    refused = Health(state=Standing.REFUSED, words="No such user (404).", remedy="Check the user.")
    office.team.trunks["berlin"] = replace(BERLIN, health=refused)
    page.look()
    office.work()
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Refused", "danger")
    fact = page.form.rows["health"]
    assert isinstance(fact, FactRow)
    assert fact.control().accessibleName() == "No such user (404). Check the user."
    assert page.form.rows["name"].value() == "Berlin office", "what is typed stays"
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepTrunk)
    assert kept.password is None
    assert kept.trunk.caller_ids == BERLIN.caller_ids, "what no field shows is not lost"


def test_a_trunk_is_paused_and_used_again(office: Office) -> None:
    office.team.trunks["berlin"] = BERLIN
    page = office.open(Topic.TRUNKS)
    page.open("berlin")
    for paused, words in ((True, "Resume"), (False, "Pause")):
        page.form.bar.pause.click()
        office.work()
        assert office.asked(PauseTrunk)[-1] == PauseTrunk(trunk_id="berlin", paused=paused)
        assert page.form.bar.pause.text() == words
        assert page.form.bar.save.isEnabled()


def test_health_is_looked_at_while_it_is_seen(office: Office, qtbot: QtBot) -> None:
    office.team.trunks["berlin"] = BERLIN
    page = office.open(Topic.TRUNKS)

    def asked() -> int:
        return sum(one.topic is Topic.TRUNKS for one in office.desk.posted(LookInto))

    before = asked()
    for _ in range(page.book.every_s):
        office.shell.ticked.emit(office.desk.now())
    assert asked() == before + 1
    office.shell.show_workspace("inbox")
    for _ in range(2 * page.book.every_s):
        office.shell.ticked.emit(office.desk.now())
    assert asked() == before + 1


def test_what_ought_to_be_otherwise_is_a_warning_though_it_works() -> None:
    clear = Health(state=Standing.REGISTERED, words="It works.", warnings=("Not encrypted.",))
    assert health_words(clear) == ("It works. Not encrypted.", "warn")
    assert health_words(Health()) == ("Not known yet", None)
    assert health_words(Health(state=Standing.UNREACHABLE, words="Gone."))[1] == "danger"


def test_networks_and_numbers_are_lines(office: Office) -> None:
    page = office.open(Topic.TRUNKS)
    page.begin_new()
    office.type(page, "name", "Berlin")
    office.type(page, "host", "sip.provider.example")
    area = page.form.rows["networks"].control()
    QTest.keyClicks(area, "192.0.2.0/24")
    page.form.rows["registers"].control().click()  # type: ignore[attr-defined]
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepTrunk)
    assert kept.trunk.networks == ("192.0.2.0/24",)
    assert not kept.trunk.registers
