"""The page of consents: found by address, told with their history, recorded with a reason."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_consents import (
    AddressConsent,
    Consents,
    RecordConsent,
    SaidOfConsent,
)
from agent_desktop.model.intents import LookInto
from agent_desktop.model.people import AddressKind
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow
from agent_desktop.ui.settings.tables import PickRow
from tests.desk.fake_rules import FakeHouse
from tests.ui.settings.conftest import Office

STOP = SaidOfConsent(given=False, words="STOP", at=1_000, entry_point="Texts")
LAYLA = AddressConsent(
    kind=AddressKind.PHONE, address="+33612489017", customer="Layla Haddad", said=(STOP,)
)
OTHER = AddressConsent(
    kind=AddressKind.EMAIL,
    address="a@b.example",
    given=True,
    said=(SaidOfConsent(given=True, words="Came by", at=2_000, by="Ada"),),
)


def test_an_address_is_found_and_its_history_told(office: Office) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.opt_outs = Consents(addresses=(OTHER, LAYLA), more=3)
    page = office.open(Topic.CONSENTS)
    assert page.warning.accessibleName().startswith("3 addresses more")
    assert [one.title for one in page.rows.entries] == ["a@b.example", "+33 6 12 48 90 17"]
    assert [one.state for one in page.rows.entries] == ["May be written to", "Wants no messages"]
    for typed in ("layla", "33612", "+33 6 12 48 90 17", "haddad texts"):
        page.sieve.field.clear()
        QTest.keyClicks(page.sieve.field, typed)
        assert [one.title for one in page.rows.entries] == ["+33 6 12 48 90 17"], typed
    QTest.keyClicks(page.sieve.field, "nobody")
    assert not page.rows.entries
    QTest.keyClick(page.sieve.field, Qt.Key.Key_Escape)
    assert len(page.rows.entries) == 2
    page.open("phone::+33612489017")
    said = page.form.rows["said"]
    assert isinstance(said, FactRow)
    told = said.control().accessibleName()
    assert told.endswith("Wants no messages · The customer, by Texts: “STOP”")


def test_what_is_not_listed_is_looked_for_by_the_backend(office: Office, qtbot: QtBot) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.opt_outs = Consents(addresses=(OTHER, LAYLA))
    office.team.listed = 1
    page = office.open(Topic.CONSENTS)
    assert page.warning.accessibleName().startswith("1 address more")
    assert [one.title for one in page.rows.entries] == ["a@b.example"]

    def looked_for() -> list[str]:
        return [one.words for one in office.desk.posted(LookInto) if one.topic is Topic.CONSENTS]

    before = len(looked_for())
    QTest.keyClicks(page.sieve.field, "haddad stop")
    qtbot.waitUntil(lambda: len(looked_for()) > before)
    assert looked_for()[before:] == ["haddad stop"], "once, when the typing pauses"
    office.work()
    assert [one.title for one in page.rows.entries] == ["+33 6 12 48 90 17"]
    assert not page.warning.isVisible()
    page.open("phone::+33612489017")
    office.type(page, "reason", "Came by")
    page.form.submit()
    office.work()
    assert [one.title for one in page.rows.entries] == ["+33 6 12 48 90 17"], "still what is typed"
    page.sieve.field.clear()
    qtbot.waitUntil(lambda: looked_for()[-1] == "")
    office.work()
    assert len(page.rows.entries) == 1
    assert page.warning.isVisible()


def test_what_a_customer_told_the_team_is_recorded_with_its_reason(office: Office) -> None:
    page = office.open(Topic.CONSENTS)
    page.begin_new()
    where = page.form.rows["where"]
    assert isinstance(where, PickRow)
    where.list.chosen.emit(AddressKind.PHONE.value)
    office.type(page, "address", "+33 6 12 48 90 17")
    page.form.submit()
    office.work()
    assert not office.asked(RecordConsent)
    assert page.form.rows["reason"].notice.isVisible()
    office.type(page, "reason", "Asked by telephone")
    page.form.submit()
    office.work()
    (order,) = office.asked(RecordConsent)
    assert (order.consent.address, order.consent.given, order.before) == (
        "+33612489017",
        False,
        None,
    )
    (entry,) = page.rows.entries
    assert entry.state == "Wants no messages"


def test_a_consent_is_corrected_and_its_address_stays(office: Office) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.opt_outs = Consents(addresses=(LAYLA,))
    page = office.open(Topic.CONSENTS)
    page.open("phone::+33612489017")
    assert not page.form.rows["address"].isEnabled()
    given = page.form.rows["given"]
    assert isinstance(given, ChoiceRow)
    given.choice.select("yes")
    office.type(page, "reason", "Wrote STOP by mistake, told me so")
    page.form.submit()
    office.work()
    (order,) = office.asked(RecordConsent)
    assert (order.consent.given, order.before) == (True, LAYLA)
    (entry,) = page.rows.entries
    assert entry.state == "May be written to"
