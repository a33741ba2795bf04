"""Changing what is known of a customer: only what was changed is sent, and nothing typed is lost on the way."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.intents import ChangeCustomer, JoinCustomers
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.ui.customer.editing import CustomerForm, edit_of, typed_of
from agent_desktop.ui.customer.merging import MergeForm
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.theme.theme import Theme
from tests.ui.customer.test_customer import LAYLA, a_conversation
from tests.ui.fake_desk import EVERYTHING, FakeDesk

OTHER = replace(LAYLA, id="k2", name="Sam Poe", addresses=())


def test_only_what_was_changed_is_sent() -> None:
    typed = typed_of(LAYLA)
    assert edit_of(LAYLA, typed) is None
    assert edit_of(LAYLA, typed._replace(name="  ")) is None, "a name is never taken away"
    spaced = typed._replace(mails="layla@example.com\n\n  layla@example.com ")
    assert edit_of(LAYLA, spaced) is None
    edit = edit_of(LAYLA, typed._replace(name=" Layla H. ", vip=True, organisation=""))
    assert edit == EditCustomer(customer_id="k1", name="Layla H.", vip=True, organisation="")


def test_addresses_of_other_kinds_and_what_is_verified_stay() -> None:
    edit = edit_of(LAYLA, typed_of(LAYLA)._replace(phones="+44 20 7183 8750"))
    assert edit is not None
    assert edit.addresses is not None
    assert set(edit.addresses) == {
        *LAYLA.addresses,
        Address(kind=AddressKind.PHONE, value="+44 20 7183 8750"),
    }
    gone = edit_of(LAYLA, typed_of(LAYLA)._replace(mails=""))
    assert gone is not None
    assert gone.addresses is not None
    assert {one.kind for one in gone.addresses} == {AddressKind.VISITOR}


def test_accounts_are_typed_with_their_network() -> None:
    vera = Address(kind=AddressKind.HANDLE, value="vera", network="mastodon", verified=True)
    known = replace(LAYLA, addresses=(*LAYLA.addresses, vera))
    typed = typed_of(known)
    assert typed.accounts == "mastodon vera"
    edit = edit_of(
        known, typed._replace(accounts=f"{typed.accounts}\nmatrix  @layla:example.org\nx")
    )
    assert edit is not None
    assert edit.addresses is not None
    assert set(edit.addresses) - set(LAYLA.addresses) == {
        vera,
        Address(kind=AddressKind.HANDLE, value="@layla:example.org", network="matrix"),
        Address(kind=AddressKind.HANDLE, value="x"),
    }


def opened(desk: FakeDesk, qtbot: QtBot) -> CustomerPanel:
    panel = CustomerPanel(desk, Theme("light"))
    qtbot.addWidget(panel)
    desk.put_thread(a_conversation("c1"), customer=LAYLA)
    desk.put_thread(a_conversation("c2", customer_id="k2"), customer=OTHER)
    desk.open("c1")
    panel.refresh()
    panel.show()
    return panel


def shows_a_form(panel: CustomerPanel) -> bool:
    return bool(panel.findChildren(CustomerForm) or panel.findChildren(MergeForm))


def form_of(panel: CustomerPanel) -> CustomerForm:
    assert panel.form is not None
    return panel.form


def test_a_customer_is_changed_by_keyboard(qtbot: QtBot) -> None:
    desk = FakeDesk()
    panel = opened(desk, qtbot)
    button = panel.edit_button
    assert button is not None
    button.click()
    form_of(panel).name.selectAll()
    QTest.keyClicks(form_of(panel).name, "Layla H.")
    desk.put_thread(a_conversation("c1"), customer=replace(LAYLA, organisation="Noor"))
    panel.refresh()
    form = form_of(panel)
    assert form.name.text() == "Layla H.", "news move nothing under what is typed"
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert desk.posted(ChangeCustomer) == [
        ChangeCustomer(edit=EditCustomer(customer_id="k1", name="Layla H."))
    ], "what others changed meanwhile stays"
    assert not shows_a_form(panel)
    panel.edit()
    QTest.keyClick(form_of(panel).name, Qt.Key.Key_Escape)
    assert not shows_a_form(panel)
    assert len(desk.posted(ChangeCustomer)) == 1


def test_what_is_typed_waits_while_another_customer_is_shown(qtbot: QtBot) -> None:
    desk = FakeDesk()
    panel = opened(desk, qtbot)
    panel.edit()
    form_of(panel).phones.setPlainText("+442071838750")
    desk.open("c2")
    panel.refresh()
    assert not shows_a_form(panel)
    desk.open("c1")
    panel.refresh()
    assert form_of(panel).phones.toPlainText() == "+442071838750"


def test_a_backend_that_cannot_shows_no_way(qtbot: QtBot) -> None:
    without = EVERYTHING.capabilities - {Capability.EDIT_CUSTOMER}
    panel = opened(FakeDesk(manifest=replace(EVERYTHING, capabilities=without)), qtbot)
    assert panel.edit_button is None
    assert panel.merge_button is not None
    panel.edit()
    assert not shows_a_form(panel)
    without -= {Capability.MERGE_CUSTOMERS}
    panel = opened(FakeDesk(manifest=replace(EVERYTHING, capabilities=without)), qtbot)
    assert panel.merge_button is None
    panel.begin_merge()
    assert not shows_a_form(panel)


def test_another_record_of_the_customer_is_found_and_merged(qtbot: QtBot) -> None:
    desk = FakeDesk()
    twin = replace(LAYLA, id="k9", name="Layla H.", language="")
    desk.customers["k9"] = twin
    panel = opened(desk, qtbot)
    assert panel.merge_button is not None
    panel.merge_button.click()
    form = panel.merging
    assert form is not None
    QTest.keyClicks(form.search, "lay")
    (row,) = form.found
    assert row.text() == "Layla H. · layla@example.com · Maison N…"
    assert not form.merge.isEnabled()
    row.click()
    assert "move to Layla Haddad" in form._words.text()
    form.merge.click()
    merge = MergeCustomers(kept_id="k1", merged_id="k9")
    assert desk.posted(JoinCustomers) == [JoinCustomers(merge=merge)]
    assert not shows_a_form(panel)
    panel.begin_merge()
    assert panel.merging is not None
    QTest.keyClicks(panel.merging.search, "nobody")
    assert panel.merging._words.text() == "Nobody of this name is known here."
    QTest.keyClick(panel.merging.search, Qt.Key.Key_Escape)
    QTest.keyClick(panel.merging.search, Qt.Key.Key_Escape)
    assert not shows_a_form(panel)
    assert len(desk.posted(JoinCustomers)) == 1
