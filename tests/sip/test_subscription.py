"""Subscriptions from both ends: message waiting (RFC 3842), dialogs (RFC 4235), their life (RFC 6665)."""

import pytest

from agent_desktop.sip.agent import dialog_info, message_summary
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.dialog_info import DialogInfo, WatchedDialog
from agent_desktop.sip.agent.events import (
    MessagesWaiting,
    Notified,
    SubscriberGone,
    SubscriptionAsked,
    SubscriptionChanged,
)
from agent_desktop.sip.agent.message_summary import MessageSummary
from agent_desktop.sip.agent.notifier import Notifier
from agent_desktop.sip.agent.subscription import Subscription
from agent_desktop.sip.flow import Target
from agent_desktop.sip.message import Request
from tests.sip.agent_script import Stage, terms_of

MAILBOX = MessageSummary(True, 2, 8, 0, 2, "sip:b@192.0.2.2")
BUSY = DialogInfo(
    "sip:b@192.0.2.2",
    3,
    True,
    (
        WatchedDialog(
            "1", "confirmed", "initiator", "c1", "l", "r", "sip:b@h", 'sip:"<&@h', 'Ann "&" <Bob>'
        ),
    ),
)


def stage_of() -> Stage:
    return Stage(config=Config(packages=("message-summary", "dialog")))


def begun(stage: Stage, package: str = "message-summary", **more: int) -> Subscription:
    made = stage.agents["a"].subscribe("a", "sip:b@192.0.2.2", package, stage.now, **more)
    stage.run()
    return made


def asked(stage: Stage) -> Notifier:
    event = stage.last("b", SubscriptionAsked)
    assert isinstance(event, SubscriptionAsked)
    return event.notifier


def news(stage: Stage) -> object:
    event = stage.last("a", Notified)
    assert isinstance(event, Notified)
    return event.news


def accept(stage: Stage) -> None:
    asked(stage).accept(message_summary.KIND, message_summary.write(MAILBOX), stage.now)


def test_a_mailbox_from_its_first_news_to_the_end() -> None:
    stage = stage_of()
    made = begun(stage)
    stage.play(
        (
            accept,
            [
                "b→a 200",
                "b→a NOTIFY",
                "a: subscription pending",
                "a: subscription active",
                "a→b 200",
            ],
        )
    )
    assert news(stage) == MAILBOX
    empty = MessageSummary(False)
    asked(stage).notify(message_summary.KIND, message_summary.write(empty), stage.now)
    stage.run()
    assert news(stage) == empty
    stage.wait(10000)
    assert made.state == "active"
    assert len(stage.sent("SUBSCRIBE")) == 3
    made.stop(stage.now)
    stage.run()
    assert (made.state, asked(stage).state) == ("terminated", "terminated")
    stage.ends_clean()


def test_the_first_news_may_overtake_the_answer() -> None:
    stage = stage_of()
    begun(stage)
    stage.slow = True
    accept(stage)
    stage.run()
    stage.deliver(1)
    stage.slow = False
    stage.run()
    assert news(stage) == MAILBOX
    assert stage.last("a", SubscriptionChanged).state == "active"  # type: ignore[union-attr]


def test_dialogs_that_are_watched() -> None:
    stage = stage_of()
    begun(stage, "dialog")
    asked(stage).accept(dialog_info.KIND, dialog_info.write(BUSY), 0)
    stage.run()
    assert news(stage) == BUSY


def test_a_subscription_that_is_refused_or_not_offered() -> None:
    stage = stage_of()
    made = begun(stage)
    asked(stage).refuse(0)
    stage.run()
    event = stage.last("a", SubscriptionChanged)
    assert isinstance(event, SubscriptionChanged)
    assert event.outcome is not None
    assert (made.state, event.outcome.status) == ("terminated", 403)
    begun(stage, "presence")
    assert "b→a 489" in stage.said
    stage.ends_clean()


def test_an_interval_that_is_too_short_is_raised() -> None:
    stage = stage_of()
    begun(stage, expires_s=20)
    accept(stage)
    stage.run()
    assert [one.headers.get("Expires") for one in stage.sent("SUBSCRIBE")] == ["20", "60"]


def test_the_notifier_ends_it_for_good_for_now_or_for_a_while() -> None:
    for reason, again in (("noresource", None), ("deactivated", 0.0), ("probation", 60.0)):
        stage = stage_of()
        made = begun(stage)
        accept(stage)
        stage.run()
        asked(stage).end(stage.now, reason)
        stage.run()
        assert len(stage.sent("SUBSCRIBE")) == (2 if again == 0.0 else 1)
        if again is None:
            assert made.state == "terminated"
            stage.ends_clean()
        elif again:
            stage.wait(again + 1)
            assert len({one.headers.get("Call-ID") for one in stage.sent("SUBSCRIBE")}) == 2


def test_a_subscriber_that_is_gone_is_forgotten() -> None:
    stage = stage_of()
    begun(stage)
    accept(stage)
    stage.run()
    stage.filter = lambda *_: False
    asked(stage).notify(message_summary.KIND, message_summary.write(MAILBOX), stage.now)
    stage.wait(40)
    assert isinstance(stage.last("b", SubscriberGone), SubscriberGone)
    assert stage.agents["b"].idle


def test_news_while_others_are_under_way_are_told_last() -> None:
    stage = stage_of()
    begun(stage)
    accept(stage)
    stage.run()
    stage.slow = True
    for count in range(5):
        body = message_summary.write(MessageSummary(True, count))
        asked(stage).notify(message_summary.KIND, body, stage.now)
    stage.run()
    stage.slow = False
    stage.run()
    assert news(stage) == MessageSummary(True, 4)
    assert len(stage.sent("NOTIFY")) == 3


def test_a_notify_that_belongs_to_nothing() -> None:
    stage = stage_of()
    begun(stage)
    accept(stage)
    stage.run()
    base = stage.sent("NOTIFY")[0]

    def told(change: str, value: str) -> str:
        request = Request("NOTIFY", base.uri, base.headers.copy(), base.body)
        request.headers.set(change, value)
        request.headers.set("Via", f"SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK{len(stage.wire)}")
        stage.agents["a"].receive(request.encode(), stage.flow("a", "b"), 0)
        stage.run()
        return stage.said[-1]

    assert told("Call-ID", "other") == "a→b 481"
    assert told("CSeq", "0 NOTIFY") == "a→b 500"
    assert told("Event", "dialog") == "a→b 489"
    assert told("Subscription-State", ";") == "a→b 400"


def test_a_mailbox_that_tells_without_being_asked() -> None:
    account = Account("a", "sip:a@192.0.2.2", (Target("udp", "192.0.2.2"),), registers=False)
    stage = Stage("a", "b", a=account)
    call = stage.agents["a"].call("a", "sip:b@192.0.2.2", terms_of(), 0)
    stage.run()
    request = Request("NOTIFY", "sip:a@192.0.2.1", body=message_summary.write(MAILBOX))
    for name, value in (
        ("Via", "SIP/2.0/UDP 192.0.2.2;branch=z9hG4bKmwi"),
        ("From", "<sip:b@192.0.2.2>;tag=1"),
        ("To", "<sip:a@192.0.2.1>"),
        ("Call-ID", "mwi"),
        ("CSeq", "1 NOTIFY"),
        ("Event", "message-summary"),
        ("Subscription-State", "active"),
        ("Content-Type", message_summary.KIND),
    ):
        request.headers.add(name, value)
    stage.agents["a"].receive(request.encode(), stage.flow("a", "b"), 0)
    stage.run()
    assert stage.last("a", MessagesWaiting) == MessagesWaiting("a", MAILBOX)
    assert call.state == "dialing"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<dialog-info",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><dialog-info entity="&x;"/>',
        b'<?xml version="1.0" encoding="nobody-knows"?><dialog-info entity="a"/>',
        b'<dialog-info entity="a">' + b"<x>" * 20 + b"</x>" * 20 + b"</dialog-info>",
        b'<dialog-info entity="a">' + b"<x/>" * 3000 + b"</dialog-info>",
        b'<dialog-info entity="a">' + b" " * 70000 + b"</dialog-info>",
    ],
)
def test_hostile_xml_is_no_news(body: bytes) -> None:
    assert dialog_info.read(body) is None


def test_xml_with_other_things_in_it() -> None:
    body = (
        b'<d:dialog-info xmlns:d="urn:ietf:params:xml:ns:dialog-info" version="x" state="partial"'
        b' entity="sip:a@h"><other/><d:dialog id="1"><d:state event="cancelled">Terminated'
        b"</d:state></d:dialog><d:dialog/></d:dialog-info>"
    )
    assert dialog_info.read(body) == DialogInfo(
        "sip:a@h", 0, False, (WatchedDialog("1", "terminated"), WatchedDialog("", ""))
    )


@pytest.mark.parametrize(
    "body", [b"", b"Voice-Message: 1/2", b"Messages-Waiting: maybe", b"x" * 20000]
)
def test_what_is_no_summary(body: bytes) -> None:
    assert message_summary.read(body) is None
