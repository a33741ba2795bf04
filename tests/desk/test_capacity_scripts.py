"""More than fits, and what gave way to something live, as two-column scripts."""

import pytest
from msgspec.structs import replace

from agent_desktop.desk.errands import Perform
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.errors import Problem
from agent_desktop.model.work import Channel, InteractionState
from tests.desk.samples import batch, conversation, interaction, waiting
from tests.desk.script import at_work, notices, told


def test_who_may_take_more_than_fits_is_asked_and_others_are_refused() -> None:
    for field, kind in (("beyond", ch.NoticeKind.HANDS_FULL), ("agent", ch.NoticeKind.REFUSED)):
        script = at_work()
        script.take(batch(ev.InteractionChanged(interaction=waiting("i9", "v9"))))
        script.take(it.TakeWaiting(interaction_id="i9"))
        sent = script.sends[0]
        assert isinstance(sent, Perform)
        full = Problem(code="refused", message="Your hands are full.", field=field, value="i9")
        script.take(ev.CommandFailed(command_id=sent.command_id, problem=full))
        (notice,) = told(script, ch.Notice)
        assert (notice.kind, notice.problem) == (kind, full)


def test_what_was_taken_by_hand_opens_so_that_no_reply_goes_to_another_customer() -> None:
    script = at_work()
    script.take(it.OpenConversation(conversation_id="v1"))
    script.take(batch(ev.InteractionChanged(interaction=waiting("i9", "v9"))))
    script.take(it.TakeWaiting(interaction_id="i9"))
    assert script.view.open_conversation == "v1", "nobody has it yet"
    sent = script.sends[-1]
    assert isinstance(sent, Perform)
    script.take(ev.CommandDone(command_id=sent.command_id))
    assert script.view.open_conversation == "v9"


@pytest.mark.parametrize("beside", [False, True])
def test_what_was_set_aside_is_marked_and_has_the_agents_eyes_again(beside: bool) -> None:
    script = at_work()
    mail = interaction(channel=Channel.EMAIL)
    script.take(batch(ev.InteractionChanged(interaction=replace(mail, aside=True))))
    assert script.view.row(ch.Section.ACTIVE, 0).aside
    call = interaction("i2", conversation_id="v2")
    talk = conversation("v2", customer_id="k2")
    script.take(batch(ev.ConversationChanged(conversation=talk)))
    script.take(batch(ev.InteractionChanged(interaction=call)))
    script.take(it.OpenConversation(conversation_id="v2"))
    if not beside:
        over = replace(call, state=InteractionState.DONE)
        script.take(batch(ev.InteractionChanged(interaction=over)))
    script.take(batch(ev.InteractionChanged(interaction=mail)))
    assert not script.view.row(ch.Section.ACTIVE, 0).aside
    assert script.view.open_conversation == ("v2" if beside else "v1")
    assert notices(script) == ([ch.NoticeKind.TAKEN_UP] if beside else [])
