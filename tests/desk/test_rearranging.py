"""Conversations that are split and merged, at the desk: what is asked, what is shown, what was being typed."""

from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.manifest import Capability
from agent_desktop.model.rearranging import (
    MergeConversations,
    Rearrange,
    SplitConversation,
    TakeMoveBack,
)
from agent_desktop.model.ways import Route
from tests.desk.samples import batch, conversation, live, message, offline
from tests.desk.script import at_work, commands, kept, notices, told

SPLIT = SplitConversation(conversation_id="v1", item_id="m2")


def shown(script: object) -> list[str]:
    return [one.text for one in script.view.items("v1")]  # type: ignore[attr-defined]


def test_a_wish_is_kept_before_it_is_sent_and_outlives_a_lost_link() -> None:
    script = at_work().take(offline())
    script.take(Rearrange(command=SPLIT), Rearrange(command=SPLIT))
    (row,) = kept(script, co.SaveOutbox)
    assert (row.item.command, row.item.lane) == (SPLIT, "v1")
    assert commands(script) == []
    script.take(live())
    assert commands(script) == [SPLIT]
    merge = MergeConversations(kept_id="v2", merged_id="v1")
    script.take(Rearrange(command=merge))
    assert commands(script) == []  # behind the split, in the same lane
    script.take(ev.CommandDone(command_id=row.item.client_id))
    assert commands(script) == [merge]


def test_without_the_capability_it_is_said_and_not_kept() -> None:
    script = at_work(Capability.REARRANGE)
    script.take(Rearrange(command=TakeMoveBack(conversation_id="v1")))
    assert notices(script) == [ch.NoticeKind.REFUSED]
    assert kept(script, co.SaveOutbox) == []


def test_what_moved_is_shown_no_more_and_what_comes_back_is_shown_again() -> None:
    script = at_work().take(it.OpenConversation(conversation_id="v1"))
    script.take(batch(ev.MessageReceived(message(1, "one")), ev.MessageReceived(message(2, "two"))))
    script.take(batch(ev.MessageReceived(message(3, "three"))))
    before = shown(script)
    gone = message(2, "two", moved_to="v2", revision=1)
    script.take(batch(ev.MessageReceived(gone)))
    assert shown(script) == [one for one in before if one != "two"]
    assert [one.reset for one in told(script, ch.ThreadChanged)] == [True]
    assert kept(script, co.SaveItem) == [co.SaveItem(item=gone)]
    script.take(batch(ev.MessageReceived(message(2, "two"))))  # an older report
    assert "two" not in shown(script)
    script.take(batch(ev.MessageReceived(message(2, "two", revision=2))))
    assert shown(script) == before


def test_what_is_typed_and_looked_at_goes_on_where_the_conversation_went() -> None:
    script = at_work().take(batch(ev.ConversationChanged(conversation("v2"))))
    script.take(it.OpenConversation(conversation_id="v1"))
    for where, text in (("v1", "half a"), ("v2", "There")):
        script.take(it.WriteDraft(conversation_id=where, note=False, text=text))
    script.take(it.WriteDraft(conversation_id="v1", note=True, text="a note"))
    into = replace(conversation("v1"), open=False, joined_into="v2")
    script.take(batch(ev.ConversationChanged(into)))
    assert script.core.state.open_conversation == "v2"
    reply, note = script.view.draft("v2", False), script.view.draft("v2", True)
    assert reply is not None
    assert note is not None
    assert (reply.text, note.text) == ("There\nhalf a", "a note")
    assert script.view.draft("v1", False) is None
    script.take(batch(ev.ConversationChanged(replace(into, last_seq=9))))
    again = script.view.draft("v2", False)
    assert again is not None
    assert again.text == "There\nhalf a"


@pytest.mark.parametrize(
    ("late", "whole"),
    [
        ("half a re", "There\nhalf a re"),
        ("half", "There\nhalf a\nhalf"),
        ("", "There\nhalf a"),
    ],
)
def test_letters_that_were_typed_while_two_were_merged_are_not_lost(late: str, whole: str) -> None:
    script = at_work().take(batch(ev.ConversationChanged(conversation("v2"))))
    script.take(it.OpenConversation(conversation_id="v1"))
    for where, text in (("v1", "half a"), ("v2", "There")):
        script.take(it.WriteDraft(conversation_id=where, note=False, text=text))
    into = replace(conversation("v1"), open=False, joined_into="v2")
    script.take(batch(ev.ConversationChanged(into)))
    script.take(it.WriteDraft(conversation_id="v1", note=False, text=late))
    reply = script.view.draft("v2", False)
    assert reply is not None
    assert reply.text == whole
    assert script.view.draft("v1", False) is None
    if late:
        assert kept(script, co.SaveDraft)[-1].draft.conversation_id == "v1"
        assert [one.draft.text for one in kept(script, co.SaveDraft)] == [whole, ""]
        assert ch.DraftReplaced(conversation_id="v2", note=False) in told(script, ch.DraftReplaced)


HER = Route(entry_point_id="mail", network="email", address="layla@a.example")
OUT = Route(entry_point_id="posts", network="mastodon", address="layla@b.example", public=True)
BOSS = MailHead(to=("layla@a.example", "boss@a.example"))


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ({"route": HER}, {"route": OUT}),
        ({"route": OUT}, {"route": HER}),
        ({"route": HER}, {"route": HER, "mail": BOSS}),
        ({"route": HER, "mail": replace(BOSS, forwards="m1")}, {"route": HER, "mail": BOSS}),
    ],
)
def test_words_for_some_never_become_a_part_of_words_for_others(typed: Any, there: Any) -> None:
    script = at_work().take(batch(ev.ConversationChanged(conversation("v2"))))
    script.take(it.WriteDraft(conversation_id="v1", note=False, text="for few", **typed))
    script.take(it.WriteDraft(conversation_id="v2", note=False, text="for many", **there))
    script.take(it.WriteDraft(conversation_id="v2", note=True, text="noted"))
    into = replace(conversation("v1"), open=False, joined_into="v2")
    script.take(batch(ev.ConversationChanged(into)))
    reply, note = script.view.draft("v2", False), script.view.draft("v2", True)
    assert reply is not None
    assert note is not None
    assert (reply.text, reply.route, reply.mail) == (
        "for many",
        there["route"],
        there.get("mail"),
    )
    assert note.text == "noted\nfor few"
    assert notices(script) == [ch.NoticeKind.REFUSED]
    assert script.view.draft("v1", False) is None


def test_formatted_words_that_meet_go_on_as_plain_ones() -> None:
    script = at_work().take(batch(ev.ConversationChanged(conversation("v2"))))
    rich = MailHead(to=("layla@a.example",), rich="<b>There</b>")
    same: Any = {"route": HER, "mail": rich}
    script.take(it.WriteDraft(conversation_id="v1", note=False, text="half a", **same))
    script.take(it.WriteDraft(conversation_id="v2", note=False, text="There", **same))
    into = replace(conversation("v1"), open=False, joined_into="v2")
    script.take(batch(ev.ConversationChanged(into)))
    reply = script.view.draft("v2", False)
    assert reply is not None
    assert (reply.text, reply.mail) == ("There\nhalf a", replace(rich, rich=""))
