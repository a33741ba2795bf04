"""Calls as two-column scripts, until they are answered: offers, numbers, what failed."""

from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.desk.api import ColleagueLamp, NotCallable
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model import phone as ph
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.people import Activity
from agent_desktop.model.registrations import Lamp, LampState, RegistrationState
from agent_desktop.model.settings import LAST_ACCOUNT, TELEPHONE
from agent_desktop.model.telephone import TelephoneAccount, Watched, write_accounts
from agent_desktop.model.work import Channel
from tests.desk.fake_phone import DIRECT, WORK, registration
from tests.desk.samples import batch, offer, offline
from tests.desk.script import commands, kept, told
from tests.desk.switchboard import LAYLA, Switchboard

# --- incoming


def test_a_call_from_a_known_number_is_offered_answered_and_recorded() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings(LAYLA))
    (one,) = board.desk.view.offers()
    assert (one.channel, one.customer_name, one.address) == (Channel.VOICE, "Sam", LAYLA)
    assert one.conversation_id == "v1"
    assert one.expires_at - one.offered_at == 20_000
    assert told(board.desk, ch.OffersChanged)
    assert board.desk.view.calls() == []
    assert board.activity() is Activity.OFFERED
    board.take(it.AcceptOffer())
    assert board.sent == [ca.AnswerCall(call_id="in-1")]
    assert board.desk.view.offers() == []
    assert board.desk.view.open_conversation == "v1"
    assert board.talking == ["in-1"]
    assert board.activity() is Activity.TALKING
    assert not board.record("in-1").over
    board.wait(401_000).take(*board.exchange.ends("in-1"))
    record = board.record("in-1")
    assert (record.talked_ms, record.missed, record.conversation_id) == (401_000, False, "v1")
    assert board.said() == []
    assert board.desk.view.calls() == []


def test_the_offer_of_a_call_needs_no_link() -> None:
    board = Switchboard()
    board.take(offline()).take(*board.exchange.rings(LAYLA))
    assert len(board.desk.view.offers()) == 1
    board.take(it.AcceptOffer())
    assert board.talking == ["in-1"]


def test_calls_are_answered_before_older_chats() -> None:
    board = Switchboard()
    chat = offer("i9", conversation_id="v9", channel=Channel.CHAT)
    board.take(batch(ev.OfferMade(offer=chat))).wait(10).take(*board.exchange.rings())
    board.take(it.AcceptOffer())
    assert board.talking == ["in-1"]
    assert commands(board.desk) == []
    assert [one.interaction_id for one in board.desk.view.offers()] == ["i9"]


def test_a_declined_call_is_refused_and_not_missed() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings()).take(it.DeclineOffer())
    assert board.sent == [ca.RejectCall(call_id="in-1")]
    assert board.record("in-1").missed is False
    assert board.said() == []


def test_a_call_that_nobody_answers_in_time_goes_on_and_is_missed() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings()).wait(19_999)
    assert len(board.desk.view.offers()) == 1
    assert board.desk.core.due(board.desk.now) == board.desk.now + 1
    board.wait(1)
    assert board.sent == [ca.RejectCall(call_id="in-1")]
    record = board.record("in-1")
    assert (record.missed, record.seen) == (True, False)
    assert board.said() == [ch.NoticeKind.CALL_MISSED]
    assert board.notices[0].conversation_id == "v1"
    assert board.desk.view.missed_calls() == 1
    row = board.desk.view.row(ch.Section.ACTIVE, 0)
    assert row.unread == 1
    board.take(it.OpenConversation(conversation_id="v1"))
    assert board.desk.view.missed_calls() == 0
    assert board.desk.view.row(ch.Section.ACTIVE, 0).unread == 0


def test_a_call_that_was_answered_elsewhere_is_not_missed() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings())
    board.take(*board.exchange.ends("in-1", ca.EndCode.ANSWERED_ELSEWHERE))
    assert board.desk.view.missed_calls() == 0
    assert board.said() == []


def test_an_unknown_number_has_a_record_without_a_conversation() -> None:
    board = Switchboard()
    rows = board.desk.view.row_count(ch.Section.OFFERED)
    board.take(*board.exchange.rings("+442079460000", shown="R\u202eob"))
    (one,) = board.desk.view.offers()
    assert (one.customer_name, one.conversation_id) == ("R\u202eob", "")
    assert board.desk.view.row_count(ch.Section.OFFERED) == rows
    board.take(*board.exchange.ends("in-1", ca.EndCode.CANCELLED))
    (record,) = board.desk.view.call_history()
    assert (record.conversation_id, record.missed) == ("", True)
    board.take(it.SeeMissedCalls())
    assert board.desk.view.missed_calls() == 0
    assert kept(board.desk, co.SaveLogged)[0].item == replace(record, seen=True)


def test_a_call_on_the_second_account_holds_the_first() -> None:
    board = Switchboard()
    first = board.dialled()
    board.take(*board.exchange.rings("+442079460000", account_id=DIRECT)).take(it.AcceptOffer())
    assert board.talking == ["in-1"]
    board.do(ca.SwapCalls(hold_id="in-1", resume_id=first))
    assert board.talking == [first]
    assert len(board.desk.view.calls()) == 2


def test_an_answer_that_fails_offers_the_call_again() -> None:
    board = Switchboard()
    board.exchange.faults[ca.AnswerCall] = Refused("The headset is gone.")
    board.take(*board.exchange.rings()).take(it.AcceptOffer())
    assert board.said() == [ch.NoticeKind.REFUSED]
    assert len(board.desk.view.offers()) == 1


# --- offers of a backend


def voice_offer(**about: Any) -> ev.OfferMade:
    given = {"conversation_id": "v1", "channel": Channel.VOICE, "call_token": "t-1", **about}
    return ev.OfferMade(offer=offer("i2", **given))


def test_an_accepted_offer_expects_its_call_which_answers_itself() -> None:
    board = Switchboard().take(batch(voice_offer()))
    assert board.sent == [ca.StartRinging(loudness=0.6)]
    board.take(it.AcceptOffer())
    assert ca.ExpectCall(offer_token="t-1", interaction_id="i2") in board.sent
    assert board.sent[-1] == ca.StopRinging()
    board.take(*board.exchange.rings(LAYLA, offer_token="t-1"))
    assert board.talking == ["in-1"]
    (line,) = board.desk.view.calls()
    assert line.call.interaction_id == "i2"
    assert board.record("in-1").conversation_id == "v1"


def test_a_token_that_was_not_accepted_here_rings() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings(offer_token="stolen"))
    assert board.talking == []
    assert len(board.desk.view.offers()) == 1


def test_an_expected_call_that_never_comes_is_forgotten() -> None:
    board = Switchboard().take(batch(voice_offer()), it.AcceptOffer())
    board.wait(30_000)
    assert board.desk.core.state.phone.expected == {}
    assert board.desk.core.state.phone.open_offers == {}


def test_the_ringer_gets_louder_and_stops_when_the_offer_is_over() -> None:
    board = Switchboard()
    made = voice_offer()
    board.take(batch(made))
    board.wait(made.offer.expires_at - 5_000 - board.desk.now)
    board.wait(5_000)
    assert board.sent == [
        ca.StartRinging(loudness=0.6),
        ca.StartRinging(loudness=1.0),
        ca.StopRinging(),
    ]


# --- outgoing


def test_any_number_can_be_called_and_says_why_it_failed() -> None:
    board = Switchboard()
    call_id = board.dialled("+33 6 12-48 (90) 17", answered=False)
    assert board.sent == [ca.PlaceCall(call_id=call_id, account_id="work", number=LAYLA)]
    (line,) = board.desk.view.calls()
    assert (line.name, line.record.conversation_id) == ("Sam", "v1")
    board.take(*board.exchange.ends(call_id, ca.EndCode.BUSY, 486))
    assert board.said() == [ch.NoticeKind.CALL_ENDED]
    assert board.notices[0].problem == Problem(code="busy", message="")
    assert board.record(call_id).missed is False


@pytest.mark.parametrize("typed", ["", "   ", "call me", "\x00", "+", "1" * 200, "a@b c"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    board = Switchboard().take(it.Dial(number=typed))
    assert board.sent == []
    assert board.said() == [ch.NoticeKind.REFUSED]


def test_without_an_account_or_an_engine_nobody_can_be_called() -> None:
    board = Switchboard()
    for state in (RegistrationState.FAILED, RegistrationState.OFF):
        for account in ("work", "direct"):
            board.take(ph.RegistrationChanged(registration=registration(account, state)))
        assert board.why_not() is NotCallable.NOT_REGISTERED
        board.take(it.Dial(number="123"))
    board.take(*board.exchange.vanishes()).take(it.Dial(number="123"))
    assert board.sent == []
    assert board.said() == [ch.NoticeKind.REFUSED] * 3


def test_a_second_number_holds_the_first_call() -> None:
    board = Switchboard()
    first = board.dialled()
    second = board.dialled("+442079460000")
    assert ca.HoldCall(call_id=first) in board.sent
    assert board.talking == [second]
    assert board.activity() is Activity.TALKING


# --- accounts


def test_the_lamps_of_an_account_have_the_names_that_the_agent_gave() -> None:
    board = Switchboard()
    ann, bob = Watched(number="202", name="Ann"), Watched(number="203")
    account = TelephoneAccount(id="work", server="pbx.example", user="1", colleagues=(ann, bob))
    board.take(it.ChangeSetting(name=TELEPHONE, value=write_accounts((account,))))
    lit = tuple(Lamp(number=number, state=LampState.BUSY) for number in ("202", "203", "not asked"))
    told = replace(registration("work", RegistrationState.REGISTERED), lamps=lit)
    board.take(ph.RegistrationChanged(registration=told))
    phone = board.desk.view.phone
    assert phone is not None
    assert phone.lamps == (
        ColleagueLamp(account_id="work", number="202", state=LampState.BUSY, name="Ann"),
        ColleagueLamp(account_id="work", number="203", state=LampState.BUSY),
    )


def account_of(board: Switchboard) -> str:
    return [one.account_id for one in board.sent if isinstance(one, ca.PlaceCall)][-1]


def test_the_account_that_was_chosen_is_the_next_ones_too() -> None:
    board = Switchboard()
    kept_names = (
        TelephoneAccount(id=WORK, server="pbx.example", user="201", name="Office"),
        TelephoneAccount(id=DIRECT, server="sip.example", user="33"),
    )
    board.take(it.ChangeSetting(name=TELEPHONE, value=write_accounts(kept_names)))
    phone = board.desk.view.phone
    assert phone is not None
    assert [one.name for one in phone.accounts] == ["Office", "33@sip.example"]
    board.take(it.Dial(number="200"))
    assert account_of(board) == WORK
    board.take(it.Dial(number="200", account_id=DIRECT))
    assert board.desk.view.setting(LAST_ACCOUNT, "") == DIRECT
    board.take(it.Dial(number="201"))
    assert account_of(board) == DIRECT
    phone = board.desk.view.phone
    assert phone is not None
    assert [one.id for one in phone.accounts] == [DIRECT, WORK]
    board.exchange.registrations = [registration(WORK)]
    board.take(board.exchange.whole())
    board.take(it.Dial(number="202"))
    assert account_of(board) == WORK, "one that is not reachable is not called from"


def test_a_question_to_a_colleague_changes_no_habit() -> None:
    board = Switchboard()
    board.take(it.Dial(number="200", account_id=DIRECT))
    call_id = next(iter(board.exchange.calls))
    board.take(*board.exchange.far_answers(call_id))
    board.take(it.Dial(number="201", account_id=WORK))
    board.take(it.Consult(call_id=call_id, number="202"))
    assert account_of(board) == DIRECT
    assert board.desk.view.setting(LAST_ACCOUNT, "") == WORK


@pytest.mark.parametrize(
    ("recording", "may"), [("off", False), ("by_hand", True), ("all", True), (None, False)]
)
def test_only_accounts_that_record_offer_it(recording: Any, may: bool) -> None:
    board = Switchboard()
    if recording is not None:
        account = TelephoneAccount(id=WORK, server="pbx.example", user="2", recording=recording)
        board.take(it.ChangeSetting(name=TELEPHONE, value=write_accounts([account])))
    board.dialled()
    (line,) = board.desk.view.calls()
    assert line.may_record is may
