"""Drafts and conversations as two-column scripts: an item in, what is kept, sent and told out."""

from agent_desktop.desk.errands import FetchPage
from agent_desktop.desk.items import Flush, PageArrived
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.errors import Problem
from agent_desktop.model.settings import UNDO
from agent_desktop.model.work import (
    Channel,
)
from tests.desk.samples import (
    CUSTOMER,
    batch,
    conversation,
    live,
    message,
    offline,
)
from tests.desk.script import at_work, commands, kept, notices, reply, told

# --- drafts


def write(text: str) -> it.WriteDraft:
    return it.WriteDraft(conversation_id="v1", note=False, text=text)


def test_a_draft_is_saved_at_once_then_every_300_ms() -> None:
    script = at_work().take(write("h"))
    assert script.saves == []
    assert script.core.due(script.now) == 300
    script.wait(0)
    assert kept(script, co.SaveDraft)[0].draft.text == "h"
    script.take(write("he")).wait(100)
    assert kept(script, co.SaveDraft) == []
    script.wait(200)
    assert kept(script, co.SaveDraft)[0].draft.text == "he"


def test_a_draft_is_saved_before_anything_else_that_matters() -> None:
    script = at_work().take(write("h")).wait(0).take(write("he"))
    script.take(it.ChangeSetting(name="sound", value="off"))
    assert kept(script, co.SaveDraft)[0].draft.text == "he"
    script.take(write("hey"))
    script.take(Flush())
    assert kept(script, co.SaveDraft)[0].draft.text == "hey"


def test_an_undone_reply_returns_before_what_is_typed() -> None:
    script = at_work().take(reply()).take(write("more"))
    script.take(it.UndoSend(client_id="r1"))
    draft = script.view.draft("v1", False)
    assert draft is not None
    assert draft.text == "hello\nmore"
    assert kept(script, co.ForgetOutbox) == [co.ForgetOutbox(client_id="r1")]
    assert ch.DraftReplaced(conversation_id="v1") in script.changes


def test_what_is_on_its_way_cannot_be_undone() -> None:
    script = at_work().take(reply()).wait(5_000).take(it.UndoSend(client_id="r1"))
    assert script.changes == ()
    assert "r1" in script.core.state.outbox


def test_files_return_with_the_text() -> None:
    file = LocalFile(id="f", path="/nowhere", name="a", size=1)
    sending = it.SendReply(
        client_id="r1", conversation_id="v1", text="", channel=Channel.SMS, files=(file,)
    )
    script = at_work().take(sending).take(it.UndoSend(client_id="r1"))
    draft = script.view.draft("v1", False)
    assert draft is not None
    assert (draft.files, draft.channel) == ((file,), Channel.SMS)


def test_a_turn_that_could_not_be_saved_never_was() -> None:
    script = at_work().take(write("hello"))
    script.take(reply(), fails=True)
    assert script.core.state.outbox == {}
    draft = script.view.draft("v1", False)
    assert draft is not None
    assert draft.text == "hello"


# --- the conversation


def test_typing_expires_after_six_seconds_and_ends_with_the_message() -> None:
    script = at_work()
    shown = ev.TypingShown(conversation_id="v1", author=CUSTOMER, typing=True)
    script.take(batch(shown))
    assert script.view.row(ch.Section.ACTIVE, 0).typing
    script.wait(6_000)
    assert not script.view.row(ch.Section.ACTIVE, 0).typing
    script.take(batch(shown), batch(ev.MessageReceived(message=message(1))))
    assert not script.view.row(ch.Section.ACTIVE, 0).typing


def test_our_typing_is_told_seldom() -> None:
    script = at_work()
    types = it.TypeAhead(conversation_id="v1", typing=True)
    assert len(commands(script.take(types))) == 1
    assert commands(script.take(types)) == []
    script.now += 3_000
    assert len(commands(script.take(types))) == 1
    stops = it.TypeAhead(conversation_id="v1", typing=False)
    assert len(commands(script.take(stops))) == 1
    assert commands(script.take(stops)) == []


def test_unread_counts_once_and_never_returns() -> None:
    script = at_work()
    script.take(batch(ev.MessageReceived(message=message(1))))
    script.take(batch(ev.MessageReceived(message=message(1))))
    assert script.view.row(ch.Section.ACTIVE, 0).unread == 1
    script.take(it.SeenUpTo(conversation_id="v1", seq=1))
    assert commands(script) == [co.MarkRead(conversation_id="v1", seq=1)]
    late = conversation(last_seq=1, unread=1)
    script.take(batch(ev.ConversationChanged(conversation=late)))
    assert script.view.row(ch.Section.ACTIVE, 0).unread == 0


def test_a_read_mark_made_offline_is_told_later() -> None:
    script = at_work().take(batch(ev.MessageReceived(message=message(1))), offline())
    script.take(it.SeenUpTo(conversation_id="v1", seq=1))
    assert commands(script) == []
    script.take(live())
    assert commands(script) == [co.MarkRead(conversation_id="v1", seq=1)]
    script.take(ev.CommandDone(command_id="read:v1:1"))
    script.take(offline()).take(live())
    assert commands(script) == []


def page(asked: FetchPage, *seqs: int, complete: bool = False) -> PageArrived:
    items = tuple(message(seq) for seq in seqs)
    return PageArrived(
        asked=asked, page=ev.PageFetched(conversation_id="v1", items=items, complete=complete)
    )


def test_older_items_come_from_the_store_and_are_checked_with_the_backend() -> None:
    script = at_work().take(it.OpenConversation(conversation_id="v1"))
    cached, fresh = script.sends
    assert isinstance(cached, FetchPage)
    assert isinstance(fresh, FetchPage)
    assert (cached.cached, fresh.cached) == (True, False)
    script.take(page(cached, 8, 9)).take(page(fresh, 8, 9, 10))
    assert told(script, ch.ThreadChanged)[0].appended == 1
    script.take(it.LoadOlder(conversation_id="v1"))
    (older,) = script.sends
    assert isinstance(older, FetchPage)
    assert (older.cached, older.before) == (True, 8)
    script.take(it.LoadOlder(conversation_id="v1"))
    assert script.sends == []
    script.take(page(older, 5, 7, complete=True))
    assert told(script, ch.ThreadChanged)[0].prepended == 2
    (check,) = script.sends
    assert isinstance(check, FetchPage)
    assert (check.cached, check.before) == (False, 8)
    script.take(page(check, 5, 6, 7, complete=True))
    assert told(script, ch.ThreadChanged)[0].reset
    assert [one.seq for one in script.view.items("v1")] == [5, 6, 7, 8, 9, 10]
    thread = script.view.thread("v1")
    assert thread is not None
    assert thread.complete
    assert not thread.loading
    assert script.take(it.LoadOlder(conversation_id="v1")).sends == []


def test_a_page_that_fails_leaves_the_cache_on_the_screen() -> None:
    script = at_work().take(it.OpenConversation(conversation_id="v1"))
    cached, fresh = script.sends
    assert isinstance(cached, FetchPage)
    assert isinstance(fresh, FetchPage)
    script.take(page(cached, 1, 2)).take(PageArrived(asked=fresh, page=None))
    assert len(script.view.items("v1")) == 2
    script.take(offline()).take(live())
    assert [one for one in script.sends if isinstance(one, FetchPage)] == [fresh]


def test_who_may_reply() -> None:
    script = at_work()
    for about, code in (
        ({}, ""),
        ({"agent_id": "other"}, "not_yours"),
        ({"agent_id": None}, "not_yours"),
        ({"open": False}, "closed"),
        ({"channel": Channel.SMS}, "unsupported"),
    ):
        one = conversation("v7", customer_id="c7", **about)
        script.take(batch(ev.ConversationChanged(conversation=one)))
        thread = script.view.thread("v7")
        assert thread is not None
        assert thread.cannot_reply == code


def test_a_live_backend_that_takes_nothing_is_told_in_its_own_words() -> None:
    full = Problem(code="offline", message="The hub's disk is full, so nothing was saved.")
    script = at_work().take(it.ChangeSetting(name=UNDO, value="off")).take(reply())
    heard: list[ch.Notice] = []
    for wait in (1_000, 2_000, 4_000):
        assert notices(script) == []
        script.take(ev.CommandFailed(command_id="r1", problem=full))
        heard = told(script, ch.Notice)
        assert commands(script) == []
        script.wait(wait)
        assert len(commands(script)) == 1
    assert [(one.kind, one.problem) for one in heard] == [(ch.NoticeKind.REFUSED, full)]
    assert script.view.outbox.waiting == 1
    script.take(offline()).take(ev.CommandFailed(command_id="r1", problem=full))
    assert notices(script) == []
