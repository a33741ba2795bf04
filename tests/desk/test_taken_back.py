"""What is taken back keeps to its readers: nothing for one gets into a mail to another, and templates stay whole."""

import pytest

from agent_desktop.model import commands as co
from agent_desktop.model import intents as it
from agent_desktop.model.changes import DraftReplaced
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel
from tests.desk.samples import live, offline
from tests.desk.script import Script, at_work, commands, kept

WAY = Route(entry_point_id="mail", network="email", address="layla@example.org")
TO_CUSTOMER = MailHead(subject="Re: Lamp")
TO_STOCK = MailHead(subject="Fwd: Lamp", to=("stock@warehouse.example",), forwards="m9")


def answer(client_id: str, text: str, head: MailHead, way: Route = WAY) -> it.SendReply:
    return it.SendReply(
        client_id=client_id,
        conversation_id="v1",
        text=text,
        channel=Channel.EMAIL,
        route=way,
        mail=head,
    )


def typing(text: str, head: MailHead, way: Route = WAY) -> it.WriteDraft:
    return it.WriteDraft(
        conversation_id="v1", note=False, text=text, channel=Channel.EMAIL, route=way, mail=head
    )


def typed(script: Script) -> tuple[str, MailHead | None]:
    draft = script.view.draft("v1", False)
    return (draft.text, draft.mail) if draft is not None else ("", None)


@pytest.mark.parametrize(
    ("taken", "other"),
    [
        (TO_CUSTOMER, TO_STOCK),
        (TO_STOCK, TO_CUSTOMER),
        (MailHead(cc=("mum@example.org",)), TO_CUSTOMER),
        (TO_CUSTOMER, MailHead(bcc=("mum@example.org",))),
    ],
)
@pytest.mark.parametrize("words", ["Is it in stock?", ""])
def test_words_for_others_are_kept_apart(taken: MailHead, other: MailHead, words: str) -> None:
    script = at_work().take(answer("r1", "It is on its way.", taken))
    words = words or ("" if other.forwards else "x")  # what passes a mail on needs none
    script.take(typing(words, other)).take(it.UndoSend(client_id="r1"))
    assert typed(script) == (words, other)
    row = script.core.state.outbox["r1"]
    assert row.delivery is Delivery.REFUSED
    assert row.problem is not None
    assert "for others" in row.problem.message
    assert kept(script, co.SaveOutbox)[-1].item == row, "a restart finds it unsent"
    assert DraftReplaced(conversation_id="v1") in script.changes, "the composer waits no longer"
    assert commands(script.wait(60_000)) == []


def test_what_is_held_goes_into_the_composer_once_that_is_empty() -> None:
    script = at_work().take(answer("r1", "It is on its way.", TO_CUSTOMER))
    script.take(typing("Is it in stock?", TO_STOCK)).take(it.UndoSend(client_id="r1"))
    script.take(answer("r2", "Is it in stock?", TO_STOCK)).wait(10_000)
    [gone] = commands(script)
    assert isinstance(gone, co.SendMessage)
    assert gone.text == "Is it in stock?", "what is held stops nothing that comes after it"
    script.take(it.EditUnsent(client_id="r1"))
    assert typed(script) == ("It is on its way.", TO_CUSTOMER)
    assert "r1" not in script.core.state.outbox


def test_what_is_held_stays_so_over_an_outage_and_can_be_sent_as_it_was() -> None:
    script = at_work().take(answer("r1", "It is on its way.", TO_CUSTOMER))
    script.take(typing("Is it in stock?", TO_STOCK)).take(it.UndoSend(client_id="r1"))
    assert commands(script.take(offline()).take(live())) == []
    [gone] = commands(script.take(it.RetrySend(client_id="r1")))
    assert isinstance(gone, co.SendMessage)
    assert (gone.text, gone.mail) == ("It is on its way.", TO_CUSTOMER)


def test_words_for_another_way_are_kept_apart() -> None:
    elsewhere = Route(entry_point_id="mail", network="email", address="mum@example.org")
    script = at_work().take(answer("r1", "It is on its way.", TO_CUSTOMER))
    script.take(typing("Dear mum", TO_CUSTOMER, elsewhere)).take(it.UndoSend(client_id="r1"))
    assert typed(script)[0] == "Dear mum"


def test_words_for_the_same_readers_come_together() -> None:
    script = at_work().take(answer("r1", "It is on its way.", TO_CUSTOMER))
    script.take(typing("Tomorrow.", MailHead(subject="other"))).take(it.UndoSend(client_id="r1"))
    assert typed(script) == ("It is on its way.\nTomorrow.", TO_CUSTOMER)


def test_a_template_stays_one_when_it_is_taken_back() -> None:
    filled = Filled(name="parcel", language="en", values={"1": "Monday"})
    script = at_work().take(typing("typed", TO_CUSTOMER))
    script.take(
        it.SendReply(
            client_id="r1",
            conversation_id="v1",
            text="It comes on Monday.",
            channel=Channel.SOCIAL,
            template=filled,
        )
    )
    script.take(it.UndoSend(client_id="r1"))
    assert typed(script) == ("typed", TO_CUSTOMER)
    row = script.core.state.outbox["r1"]
    assert isinstance(row.command, co.SendMessage)
    assert (row.command.template, row.delivery) == (filled, Delivery.REFUSED)
    assert commands(script.wait(60_000)) == []
    [gone] = commands(script.take(it.RetrySend(client_id="r1")))
    assert isinstance(gone, co.SendMessage)
    assert gone.template == filled
