"""Calls among colleagues, as scripts: whom they show, what becomes of them, what the history keeps."""

import pytest
from msgspec.structs import replace

from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.people import Activity, Address, AddressKind, Agent
from agent_desktop.model.telephone import HUB_LINE
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, customer

ANN = Agent(id="ann", name="Ann", extension="201")
HER = party("ann-leg", kind=bc.PartyKind.AGENT, name="Ann", number="201", agent_id="ann")
ME = replace(ME_PARTY, number="200")


def team(*more: Agent) -> CallCentre:
    board = CallCentre()
    return board.take(*(batch(ev.ColleagueChanged(agent=one)) for one in (ANN, *more)))


def among(*parties: bc.Party) -> bc.BackendCall:
    return bc.BackendCall(interaction_id="x1", parties=parties, internal=True)


def rung(board: CallCentre) -> str:
    """Ann calls us; the call's id."""
    board.tell(among(HER, replace(ME, state=bc.PartyState.RINGING)))
    return board.comes("", number="201")


def called(board: CallCentre) -> tuple[str, str]:
    """We call Ann; the call and our leg of it."""
    board.take(it.Dial(number="201"))
    (order,) = board.ordered(bc.CallOut)
    call_id = board.comes(order.token, number="201")
    return order.interaction_id, call_id


def test_a_colleague_who_calls_is_offered_by_name_and_extension() -> None:
    board = team()
    call_id = rung(board)
    (offered,) = board.desk.view.offers()
    assert (offered.customer_name, offered.address, offered.customer_id) == ("Ann", "201", "")
    assert (offered.queue_name, offered.conversation_id) == ("", "")
    board.take(it.AcceptOffer())
    board.tell(among(HER, ME))
    line = board.line()
    assert (line.name, line.record.number, line.queue_name) == ("Ann", "201", "")
    assert (line.call.state, line.call.direction) == (
        ca.CallState.ACTIVE,
        ca.Direction.INCOMING,
    )
    assert board.activity() is Activity.TALKING
    board.close("x1").our_leg_ends("x1")
    record = board.record(call_id)
    assert (record.name, record.number, record.conversation_id) == ("Ann", "201", "")
    assert not record.missed


@pytest.mark.parametrize("declined", [True, False])
def test_one_that_was_not_taken_is_missed_unless_it_was_declined(declined: bool) -> None:
    board = team()
    call_id = rung(board)
    if declined:
        board.take(it.DeclineOffer())
        assert board.sent[-1] == ca.RejectCall(call_id=call_id)
    else:
        board.take(*board.exchange.ends(call_id, ca.EndCode.CANCELLED))
        assert board.said() == [ch.NoticeKind.CALL_MISSED]
    board.close("x1")
    record = board.record(call_id)
    assert (record.missed, record.name) == (not declined, "Ann")
    board.forget().take(it.Dial(number=record.number))
    (order,) = board.ordered(bc.CallOut)
    assert order.number == "201"


def test_the_one_we_call_is_shown_from_the_first_moment() -> None:
    board = team().take(it.Dial(number="201"))
    assert (board.line().name, board.line().connecting) == ("Ann", True)
    board.forget()
    board = team()
    call, call_id = called(board)
    board.tell(replace(among(ME, replace(HER, state=bc.PartyState.RINGING)), interaction_id=call))
    assert (board.line().name, board.line().call.state) == ("Ann", ca.CallState.RINGING)
    board.tell(replace(among(ME, HER), interaction_id=call))
    assert board.line().call.state is ca.CallState.ACTIVE
    board.close(call).our_leg_ends(call)
    record = board.record(call_id)
    assert (record.direction, record.number, record.shown) == (
        ca.Direction.OUTGOING,
        "201",
        "Ann",
    )


def test_why_a_colleague_did_not_come_stands_in_strip_and_history() -> None:
    board = team()
    call, call_id = called(board)
    board.tell(replace(among(ME, replace(HER, state=bc.PartyState.RINGING)), interaction_id=call))
    why = ca.EndCode.REJECTED
    told = bc.PartyUnreached(interaction_id=call, why=why, name="Ann", customer=True)
    board.take(batch(told))
    assert board.line().unreached is why
    board.close(call).our_leg_ends(call)
    end = board.record(call_id).end
    assert end is not None
    assert end.code is why


def test_a_colleague_is_no_customer_with_the_same_short_number() -> None:
    board = team()
    same = Address(kind=AddressKind.PHONE, value="201")
    board.take(batch(ev.CustomerChanged(customer=customer("c9", name="Lamp", addresses=(same,)))))
    call_id = rung(board)
    assert (board.record(call_id).customer_id, board.record(call_id).name) == ("", "Ann")
    # A customer's call that happens to come from such a number is the customer's.
    board.take(*board.exchange.ends(call_id, ca.EndCode.CANCELLED)).close("x1")
    offered = board.talking_to("i2")
    assert board.record(offered).customer_id == "c1"


def test_who_holds_whom_is_seen_on_both_sides() -> None:
    board = team()
    rung(board)
    board.take(it.AcceptOffer()).tell(among(HER, ME))
    board.tell(among(HER, replace(ME, held=True)))
    assert board.line().call.hold is ca.Hold.REMOTE
    board.tell(among(replace(HER, held=True), replace(ME, held=True)))
    assert board.line().call.hold is ca.Hold.BOTH
    board.tell(among(HER, ME))
    assert board.line().call.hold is ca.Hold.NONE


def test_who_asks_aside_can_hand_on_and_the_one_asked_cannot() -> None:
    board = team()
    rung(board)
    board.take(it.AcceptOffer())
    cid = party("cid-leg", kind=bc.PartyKind.AGENT, name="Cid", agent_id="cid", aside=True)
    board.tell(replace(among(HER, replace(ME, aside=True), cid), asker=ME.id))
    assert board.line().consulted == cid
    board.tell(replace(among(HER, ME, cid), asker=ME.id))
    assert board.line().consulted == cid, "also while we are with the other"
    board.tell(replace(among(replace(HER, aside=True), cid, ME), asker=HER.id))
    assert board.line().consulted is None
    board.tell(among(replace(cid, aside=False), ME))
    assert board.line().name == "Cid"


def test_an_extension_that_is_dialled_in_a_customers_call_asks_the_colleague() -> None:
    board = team()
    board.talking_to("i2")
    board.forget().take(it.Dial(number="201"))
    target = bc.CallTarget(kind=bc.TargetKind.NUMBER, value="201")
    assert board.ordered(bc.ConsultWith) == [bc.ConsultWith(interaction_id="i2", target=target)]
    assert board.ordered(bc.CallOut) == []


def test_extensions_change_at_once_and_new_colleagues_come() -> None:
    board = team(Agent(id="bo", name="Bo"))
    assert [one.agent.name for one in board.desk.view.colleagues] == ["Ann", "Bo"]
    board.take(batch(ev.ColleagueChanged(agent=replace(ANN, extension="333"))))
    assert ch.TeamShown() in board.desk.changes
    board.take(it.Dial(number="333"))
    assert board.line().name == "Ann"
    me = board.desk.core.state.team.agent
    board.take(batch(ev.ColleagueChanged(agent=replace(me, extension="209"))))
    assert board.desk.core.state.team.agent.extension == "209"
    assert len(board.desk.view.colleagues) == 2


def test_a_call_of_another_account_from_such_a_number_is_not_the_colleague() -> None:
    board = team()
    board.take(*board.exchange.rings("201"))
    (line,) = board.desk.core.state.phone.lines.values()
    assert line.call.account_id != HUB_LINE
    assert line.record.name == ""


def test_who_is_left_from_outside_is_shown_by_number() -> None:
    board = team()
    rung(board)
    board.take(it.AcceptOffer())
    out = party("out-leg", kind=bc.PartyKind.OUTSIDE, name="", number="+4930777888")
    board.tell(among(HER, ME, out))
    assert [one.name or one.number for one in board.line().others] == ["Ann", "+4930777888"]
    board.tell(among(ME, out))
    assert (board.line().name, board.line().record.number) == ("+4930777888", "+4930777888")
