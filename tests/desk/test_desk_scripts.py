"""Customers, search, settings, link and files as two-column scripts."""

from agent_desktop.desk.errands import Download, FetchPast, SearchCache, TryLink
from agent_desktop.desk.items import PastArrived
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.people import Fact, FactKind
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.desk.samples import (
    NOW,
    batch,
    conversation,
    customer,
    live,
    offline,
    own,
)
from tests.desk.script import at_work, commands, kept, notices, reply, told

# --- customers, search, settings, the link


def test_a_merge_moves_everything() -> None:
    script = at_work()
    merged = ev.CustomersMerged(kept=customer("c2", name="Kim"), merged_id="c1")
    script.take(batch(merged))
    assert co.ForgetCustomer(customer_id="c1", kept_id="c2") in script.saves
    assert script.view.customer("c1") is None
    assert script.view.row(ch.Section.ACTIVE, 0).customer_name == "Kim"
    assert [one.id for one in script.view.previous("c2")] == ["v1"]


def test_a_profile_is_edited_through_the_outbox() -> None:
    edit = co.EditCustomer(customer_id="c1", name="Sam Poe")
    script = at_work().take(offline()).take(it.ChangeCustomer(edit=edit))
    assert kept(script, co.SaveOutbox)[0].item.lane == "customer:c1"
    assert commands(script.take(live())) == [edit]
    assert script.view.outbox.waiting == 0


def test_previous_conversations_come_from_both_and_are_kept() -> None:
    script = at_work().take(it.FetchHistory(customer_id="c1"))
    cached, fresh = script.sends
    assert isinstance(cached, FetchPast)
    assert isinstance(fresh, FetchPast)
    older = conversation("v0", opened_at=NOW - 9, open=False)
    past = ev.HistoryFetched(customer_id="c1", conversations=(older,))
    script.take(PastArrived(asked=cached, past=past))
    assert script.saves == []
    assert told(script, ch.CustomerShown)
    assert [one.id for one in script.view.previous("c1")] == ["v1", "v0"]
    script.take(PastArrived(asked=fresh, past=None))
    assert [one.id for one in script.view.previous("c1")] == ["v1", "v0"]


def test_what_the_customer_on_the_screen_tells_is_asked_for_when_it_is_told() -> None:
    script = at_work().take(it.OpenConversation(conversation_id="v1"))
    told_more = customer(updated_at=NOW + 1)
    script.take(batch(ev.CustomerChanged(customer=told_more)))
    (asked,) = [one for one in script.sends if isinstance(one, FetchPast)]
    assert (asked.customer_id, asked.cached) == ("c1", False)
    fact = Fact(kind=FactKind.ORDER, value="AB-1", channel=Channel.CHAT, at=NOW)
    past = ev.HistoryFetched(customer_id="c1", conversations=(), facts=(fact,))
    script.take(PastArrived(asked=asked, past=past))
    assert script.view.kin("c1").facts == (fact,)
    for other in (told_more, customer("c2", name="Kim")):
        assert not script.take(batch(ev.CustomerChanged(customer=other))).sends
    script.take(batch(ev.CustomerChanged(customer=customer("c2", updated_at=NOW + 2))))
    assert not script.sends, "somebody else is on the screen"


def test_only_the_newest_search_is_shown() -> None:
    script = at_work().take(it.Search(query="a")).take(it.Search(query="ab"))
    assert list(script.sends) == [SearchCache(query="ab", limit=50)]
    script.take(ev.SearchDone(query="a", hits=()))
    assert script.view.results is None
    script.take(ev.SearchDone(query="ab", hits=()))
    assert told(script, ch.SearchShown)


def test_settings_are_kept_and_told() -> None:
    script = at_work().take(it.ChangeSetting(name=UNDO, value="off"))
    assert co.SaveSetting(name=UNDO, value="off") in script.saves
    assert told(script, ch.SettingShown) == [ch.SettingShown(name=UNDO)]
    script.take(reply())
    assert len(commands(script)) == 1
    assert kept(script, co.SaveOutbox)[0].item.delivery is Delivery.SENDING


def test_the_clock_follows_the_backend_and_stale_threads_say_so() -> None:
    script = at_work()
    for late in (80_000, 0, 5_000):  # the first heartbeats were held back
        current_to = NOW + 90_000 - late
        script.take(ev.LinkChanged(state=ev.LinkState.LIVE, since=NOW, current_to=current_to))
    assert script.core.state.skew == 90_000
    thread = script.view.thread("v1")
    assert thread is not None
    assert thread.stale_since is None
    script.take(offline())
    thread = script.view.thread("v1")
    assert thread is not None
    assert thread.stale_since == NOW + 90_000


def test_attachments_and_reconnecting_leave_through_their_ports() -> None:
    attachment = Attachment(id="a", name="a.png", media_type="image/png", size=1)
    saving = it.SaveAttachment(attachment=attachment, conversation_id="v1", path="/nowhere/a.png")
    script = at_work()
    assert list(script.take(saving).sends) == [Download(intent=saving)]
    assert list(script.take(it.Reconnect()).sends) == [TryLink()]
    script.take(ev.FileSaved(attachment=attachment, path="/nowhere/a.png"))
    assert notices(script) == [ch.NoticeKind.FILE_SAVED]


def test_an_echo_before_the_answer_leaves_one_bubble_in_its_place() -> None:
    script = at_work().take(it.OpenConversation(conversation_id="v1")).take(reply()).wait(5_000)
    script.take(batch(ev.MessageReceived(message=own(1, "r1", "hello"))))
    change = told(script, ch.ThreadChanged)[0]
    assert (change.reset, set(change.updated)) == (False, {"r1", "m1"})
    script.take(ev.CommandDone(command_id="r1", item=own(1, "r1", "hello")))
    items = script.view.items("v1")
    assert [one.id for one in items] == ["m1"]
    assert isinstance(items[0], Message)
