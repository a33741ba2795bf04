"""Callers whom only the store knows: found by number, shown with the offer, filed where they belong."""

import pytest

from agent_desktop.desk.errands import FindCaller
from agent_desktop.desk.items import CallerFound
from agent_desktop.model import changes as ch
from agent_desktop.model import intents as it
from agent_desktop.model.calls import EndCode
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.model.telephone import HUB_LINE
from tests.desk.fake_phone import FakePhone
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW, conversation, customer
from tests.desk.scenario import run
from tests.desk.switchboard import Switchboard
from tests.desk.test_calls_runner import with_phone

MIRA = "+49309998888"
HER = customer(
    "c9",
    name="Mira",
    vip=True,
    addresses=(Address(kind=AddressKind.PHONE, value="030 / 999 888-8"),),
)
HERS = conversation("v9", customer_id="c9", agent_id=None, open=False, last_seq=4)


def asked(board: Switchboard) -> FindCaller:
    (one,) = [send for send in board.desk.sends if isinstance(send, FindCaller)]
    return one


def rung(board: Switchboard, number: str = MIRA, **about: str) -> str:
    """A call comes; its id. What is asked of the store stays in `board.desk.sends`."""
    board.take(*board.exchange.rings(number, **about))
    return f"in-{board.exchange._count}"


def opened(board: Switchboard) -> str | None:
    return board.desk.view.open_conversation


def test_an_offer_says_who_calls_as_soon_as_the_disk_does() -> None:
    board = Switchboard()
    call_id = rung(board)
    assert [one.customer_name for one in board.desk.view.offers()] == [""]
    asks = asked(board)
    assert (asks.call_id, asks.number) == (call_id, MIRA)
    board.take(CallerFound(asked=asks, customer=HER, conversations=(HERS,)))
    (offer,) = board.desk.view.offers()
    assert (offer.customer_name, offer.customer_id, offer.vip) == ("Mira", "c9", True)
    assert offer.conversation_id == "v9"
    assert ch.OffersChanged() in board.desk.changes
    board.take(it.AcceptOffer())
    assert board.desk.view.open_conversation == "v9"
    assert (board.record(call_id).conversation_id, board.record(call_id).seq) == ("v9", 4)


def test_one_that_was_taken_before_opens_the_conversation_then() -> None:
    board = Switchboard()
    rung(board)
    asks = asked(board)
    board.take(it.AcceptOffer())
    assert opened(board) is None
    board.take(CallerFound(asked=asks, customer=HER, conversations=(HERS,)))
    assert opened(board) == "v9"
    assert [one.name for one in board.desk.view.calls()] == ["Mira"]


def test_a_call_that_is_over_by_then_is_filed_all_the_same() -> None:
    board = Switchboard()
    call_id = rung(board)
    asks = asked(board)
    board.take(*board.exchange.ends(call_id, EndCode.CANCELLED))
    board.take(CallerFound(asked=asks, customer=HER, conversations=(HERS,)))
    record = board.record(call_id)
    assert (record.missed, record.name, record.conversation_id) == (True, "Mira", "v9")
    board.take(CallerFound(asked=asks, customer=customer("c8", name="Other")))
    assert board.record(call_id).name == "Mira"


def test_nobody_and_a_customer_without_a_conversation() -> None:
    board = Switchboard()
    call_id = rung(board)
    asks = asked(board)
    board.take(CallerFound(asked=asks))
    assert board.record(call_id).customer_id == ""
    board.take(CallerFound(asked=asks, customer=HER))
    assert (board.record(call_id).customer_id, board.record(call_id).conversation_id) == ("c9", "")


@pytest.mark.parametrize("number", ["201", "anonymous", "+33612489017"])
def test_the_disk_is_asked_of_real_numbers_that_memory_does_not_know(number: str) -> None:
    board = Switchboard()
    rung(board, number)
    assert not [one for one in board.desk.sends if isinstance(one, FindCaller)]


def test_the_backend_tells_whose_its_own_calls_are() -> None:
    board = Switchboard()
    rung(board, account_id=HUB_LINE)
    assert not [one for one in board.desk.sends if isinstance(one, FindCaller)]


def test_a_number_that_is_called_is_looked_for_as_well() -> None:
    board = Switchboard()
    board.take(it.Dial(number=MIRA))
    (line,) = board.desk.core.state.phone.lines.values()
    asks = FindCaller(call_id=line.call.id, number=MIRA)
    board.take(CallerFound(asked=asks, customer=HER, conversations=(HERS,)))
    record = board.record(line.call.id)
    assert (record.conversation_id, record.name) == ("v9", "Mira")
    assert board.desk.view.open_conversation is None, "the agent looks where they look"


def test_who_wrote_long_ago_is_found_by_number_in_the_store() -> None:
    async def scenario() -> None:
        store, phone = FakeStore(), FakePhone()
        store.customers["c9"] = HER
        store.conversations["v9"] = conversation("v9", customer_id="c9", last_at=1)
        for at in range(500):
            store.conversations[f"n{at}"] = conversation(f"n{at}", last_at=NOW + at)
        desk, window = await with_phone(store, phone)
        assert desk.customer("c9") is None
        await phone.tell(phone.exchange.rings(MIRA))
        await window.until(lambda: bool(desk.offers()) and desk.offers()[0].customer_id == "c9")
        assert desk.offers()[0].conversation_id == "v9"
        await desk.stop()

    run(scenario)


def test_a_number_of_two_is_nobodys() -> None:
    async def scenario() -> None:
        store, phone = FakeStore(), FakePhone()
        store.customers["c8"] = Customer(id="c8", name="Brother", addresses=HER.addresses)
        store.customers["c9"] = HER
        desk, _ = await with_phone(store, phone)
        await phone.tell(phone.exchange.rings(MIRA))
        await desk.settled()
        assert [one.customer_id for one in desk.offers()] == [""]
        await desk.stop()

    run(scenario)
