"""One exercise for each capability that a manifest may declare, and the commands that an undeclared one refuses."""

import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.backend_calls import CallOut, InviteToCall, LeaveCall, Listening, Supervise
from agent_desktop.model.base import new_id
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.commands import (
    AddNote,
    AnswerOffer,
    BackendCommand,
    ChoosePresence,
    CompleteWrapUp,
    EditCustomer,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    MergeCustomers,
    PullInteraction,
    SendMessage,
    ShowTyping,
)
from agent_desktop.model.errors import Conflict
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    CustomersMerged,
    DeliveryAdvanced,
    InteractionChanged,
    MessageReceived,
    NoteAdded,
    OfferMade,
    PresenceChanged,
    Snapshot,
    TypingShown,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Address, AddressKind, PresenceState
from agent_desktop.model.rearranging import MergeConversations
from agent_desktop.model.timeline import AuthorKind, Delivery, Message, Note
from agent_desktop.model.work import Channel, InteractionState
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.watched import Watched, unheard

Exercise: TypeAlias = Callable[[Backend, Watched], Awaitable[None]]
EXERCISES: dict[Capability, Exercise] = {}


def shows(capability: Capability) -> Callable[[Exercise], Exercise]:
    """Marks the exercise that shows `capability`."""

    def keep(exercise: Exercise) -> Exercise:
        EXERCISES[capability] = exercise
        return exercise

    return keep


def commands_of(capability: Capability) -> list[BackendCommand]:
    """Commands that make sense only with `capability`."""
    a, b = new_id(), new_id()
    table: dict[Capability, list[BackendCommand]] = {
        Capability.NOTES: [AddNote(client_id=a, conversation_id=b, text="n")],
        Capability.TYPING: [ShowTyping(conversation_id=b, typing=True)],
        Capability.PRESENCE: [ChoosePresence(state=PresenceState.READY)],
        Capability.ROUTING: [AnswerOffer(interaction_id=a, epoch=1, accept=True)],
        Capability.PULL: [PullInteraction(interaction_id=a)],
        Capability.WRAP_UP: [
            EndInteraction(interaction_id=a),
            ExtendWrapUp(interaction_id=a),
            CompleteWrapUp(interaction_id=a, disposition="x"),
        ],
        Capability.EDIT_CUSTOMER: [EditCustomer(customer_id=a, name="n")],
        Capability.MERGE_CUSTOMERS: [MergeCustomers(kept_id=a, merged_id=b)],
        Capability.BEGIN: [BeginConversation(conversation_id=a, entry_point_id=b, address="a@b")],
        Capability.REARRANGE: [MergeConversations(kept_id=a, merged_id=b)],
        Capability.VOICE: [
            CallOut(interaction_id=a, number="+31201234567", token=b),
            InviteToCall(conversation_id=b),
            LeaveCall(interaction_id=a),
        ],
        Capability.SUPERVISOR: [Supervise(interaction_id=a, mode=Listening.MONITOR, token=b)],
    }
    return table.get(capability, [])


def message(conversation_id: str, text: str, client_id: str = "") -> SendMessage:
    """A message to the customer."""
    return SendMessage(
        client_id=client_id or new_id(),
        conversation_id=conversation_id,
        channel=Channel.CHAT,
        text=text,
    )


async def send(watched: Watched, command: SendMessage) -> Message:
    """Send a message; the backend's own record of it, however the connector gives it."""
    done = await watched.session.perform(command.client_id, command)
    if isinstance(done.item, Message):
        return done.item
    return await watched.until_text(command.text)


@shows(Capability.REALTIME)
async def _realtime(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    await customer.write("Are you there?")
    heard = await watched.until_text("Are you there?")
    assert heard.incoming
    assert heard.conversation_id == conversation_id


@shows(Capability.REPLAY)
async def _replay(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    await customer.write("before")
    await watched.until_text("before")
    since = watched.cursor
    assert since is not None
    later = Watched(await backend.connector.sign_in(backend.values))
    await customer.write("missed one")
    await customer.write("missed two")
    async with later.following(since):
        await later.until_text("missed two")
        assert not [event for event in later.events if isinstance(event, Snapshot)]
        assert later.texts(conversation_id) == ["missed one", "missed two"]
        first = next(batch for batch in later.batches if batch.events)
        assert first.cursor is not None
    await later.session.close()


@shows(Capability.IDEMPOTENT_SEND)
async def _idempotent(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    command = message(conversation_id, "Once only")
    first = await watched.session.perform(command.client_id, command)
    again = await watched.session.perform(command.client_id, command)
    assert first.item is not None
    assert again.item is not None
    assert (first.item.id, first.item.seq) == (again.item.id, again.item.seq)
    other = message(conversation_id, "Something else", command.client_id)
    with pytest.raises(Conflict):
        await watched.session.perform(command.client_id, other)
    await send(watched, message(conversation_id, "The end"))
    await customer.until_hears("The end")
    assert (await customer.heard()).count("Once only") == 1
    assert watched.texts(conversation_id).count("Once only") <= 1


@shows(Capability.HISTORY)
async def _history(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend, "Question 0")
    for number in range(1, 8):
        await customer.write(f"Question {number}")
    await watched.until_text("Question 7")
    gathered: list[Message] = []
    before: int | None = None
    while True:
        page = await watched.session.page(conversation_id, before, 3)
        sequences = [item.seq for item in page.items]
        assert len(sequences) <= 3
        assert sequences == sorted(set(sequences))
        assert before is None or all(seq < before for seq in sequences)
        gathered = [item for item in page.items if isinstance(item, Message)] + gathered
        if page.complete:
            break
        assert page.items, "neither items nor the end"
        before = page.items[0].seq
    assert [one.text for one in gathered] == [f"Question {n}" for n in range(8)]
    page = await watched.session.page(conversation_id, None, 100)
    assert page.conversation is not None
    history = await watched.session.history(page.conversation.customer_id, 10)
    assert conversation_id in [one.id for one in history.conversations]


@shows(Capability.TYPING)
async def _typing(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    await customer.type()
    shown = await watched.until(TypingShown, lambda e: e.typing)
    assert shown.conversation_id == conversation_id
    assert shown.author.kind is AuthorKind.CUSTOMER
    await watched.session.perform(
        new_id(), ShowTyping(conversation_id=conversation_id, typing=True)
    )
    await customer.until_typing()


@shows(Capability.DELIVERY_MARKS)
async def _marks(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    sent = await send(watched, message(conversation_id, "Read me"))
    await customer.until_hears("Read me")
    await customer.read()
    mark = await watched.until(
        DeliveryAdvanced, lambda e: e.delivery is Delivery.READ and e.up_to_seq >= sent.seq
    )
    assert mark.conversation_id == conversation_id


@shows(Capability.NOTES)
async def _notes(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    note = AddNote(client_id=new_id(), conversation_id=conversation_id, text="A secret of the team")
    done = await watched.session.perform(note.client_id, note)
    assert isinstance(done.item, Note)
    seen = await watched.until(NoteAdded, lambda e: e.note.client_id == note.client_id)
    assert seen.note.text == note.text
    await send(watched, message(conversation_id, "Not a secret"))
    await customer.until_hears("Not a secret")
    assert await customer.heard() == ["Not a secret"]


@shows(Capability.ATTACHMENTS)
async def _attachments(backend: Backend, watched: Watched) -> None:
    customer, conversation_id = await watched.at_work(backend)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bytes_out = b"%PDF-1.4\n" + bytes(range(256)) * 2000
        source = folder / "ours.pdf"
        source.write_bytes(bytes_out)
        file = LocalFile(id=new_id(), path=str(source), name="ours.pdf", size=len(bytes_out))
        attachment = await watched.session.upload(file, unheard)
        again = await watched.session.upload(file, unheard)
        assert attachment == again
        assert (attachment.name, attachment.size) == ("ours.pdf", len(bytes_out))
        command = SendMessage(
            client_id=new_id(),
            conversation_id=conversation_id,
            channel=Channel.CHAT,
            text="See here",
            attachments=(attachment,),
        )
        assert (await send(watched, command)).attachments == (attachment,)
        assert await customer.file("ours.pdf") == bytes_out
        await customer.send_file("theirs.txt", b"plain words")
        sent = await watched.until(
            MessageReceived, lambda e: e.message.incoming and bool(e.message.attachments)
        )
        target = folder / "saved.txt"
        await watched.session.download(sent.message.attachments[0], target)
        assert target.read_bytes() == b"plain words"
        assert await watched.session.read(sent.message.attachments[0]) == b"plain words"
        assert sorted(os.listdir(folder)) == ["ours.pdf", "saved.txt"]


@shows(Capability.SAVED_REPLIES)
async def _saved_replies(backend: Backend, watched: Watched) -> None:
    snapshot = await watched.until(Snapshot)
    assert snapshot.saved_replies
    assert all(reply.shortcut and reply.text for reply in snapshot.saved_replies)


@shows(Capability.PRESENCE)
async def _presence(backend: Backend, watched: Watched) -> None:
    me = watched.session.agent.id

    async def choose(state: PresenceState) -> None:
        await watched.session.perform(new_id(), ChoosePresence(state=state))
        shown = await watched.until(
            PresenceChanged, lambda e: e.presence.agent_id == me and e.presence.state is state
        )
        assert shown.presence.since > 0

    await choose(PresenceState.BREAK)
    await choose(PresenceState.READY)


@shows(Capability.ROUTING)
async def _routing(backend: Backend, watched: Watched) -> None:
    await watched.session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
    await backend.customer("Route me")
    offer = (await watched.until(OfferMade)).offer
    assert offer.expires_at > offer.offered_at
    stale = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch + 7, accept=True)
    with pytest.raises(Conflict):
        await watched.session.perform(new_id(), stale)
    accept = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
    await watched.session.perform(new_id(), accept)
    active = await watched.until(
        InteractionChanged, lambda e: e.interaction.state is InteractionState.ACTIVE
    )
    assert active.interaction.agent_id == watched.session.agent.id


@shows(Capability.PULL)
async def _pull(backend: Backend, watched: Watched) -> None:
    await watched.session.perform(new_id(), ChoosePresence(state=PresenceState.BREAK))
    await backend.customer("Take me")
    waiting = await watched.until(
        InteractionChanged, lambda e: e.interaction.state is InteractionState.QUEUED
    )
    pull = PullInteraction(interaction_id=waiting.interaction.id)
    await watched.session.perform(new_id(), pull)
    await watched.until(
        InteractionChanged,
        lambda e: (
            e.interaction.id == waiting.interaction.id
            and e.interaction.state is InteractionState.ACTIVE
        ),
    )


@shows(Capability.WRAP_UP)
async def _wrap_up(backend: Backend, watched: Watched) -> None:
    await watched.at_work(backend)
    work = await watched.until(
        InteractionChanged, lambda e: e.interaction.state is InteractionState.ACTIVE
    )
    await watched.session.perform(new_id(), EndInteraction(interaction_id=work.interaction.id))
    wrapping = await watched.until(
        InteractionChanged, lambda e: e.interaction.state is InteractionState.WRAP_UP
    )
    await watched.session.perform(new_id(), ExtendWrapUp(interaction_id=work.interaction.id))
    longer = await watched.until(
        InteractionChanged,
        lambda e: (e.interaction.wrap_up_until or 0) > (wrapping.interaction.wrap_up_until or 0),
    )
    assert longer.interaction.state is InteractionState.WRAP_UP
    codes = (await watched.until(Snapshot)).dispositions
    done = CompleteWrapUp(interaction_id=work.interaction.id, disposition=codes[0].code)
    await watched.session.perform(new_id(), done)
    over = await watched.until(
        InteractionChanged, lambda e: e.interaction.state is InteractionState.DONE
    )
    assert over.interaction.disposition == codes[0].code


@shows(Capability.EDIT_CUSTOMER)
async def _edit(backend: Backend, watched: Watched) -> None:
    _, conversation_id = await watched.at_work(backend)
    page = await watched.session.page(conversation_id, None, 1)
    assert page.customer is not None
    edit = EditCustomer(
        customer_id=page.customer.id,
        name="Grace Hopper",
        vip=True,
        addresses=(
            *page.customer.addresses,
            Address(kind=AddressKind.PHONE, value="+442071838750"),
        ),
    )
    await watched.session.perform(new_id(), edit)
    changed = await watched.until(CustomerChanged, lambda e: e.customer.name == "Grace Hopper")
    assert changed.customer.vip
    assert "+442071838750" in [address.value for address in changed.customer.addresses]


@shows(Capability.MERGE_CUSTOMERS)
async def _merge(backend: Backend, watched: Watched) -> None:
    _, one = await watched.at_work(backend, "I am one")
    await backend.customer("I am the same")
    offered = await watched.until(OfferMade, lambda e: e.offer.conversation_id != one)
    first = (await watched.session.page(one, None, 1)).customer
    second = (await watched.session.page(offered.offer.conversation_id, None, 1)).customer
    assert first is not None
    assert second is not None
    merge = MergeCustomers(kept_id=first.id, merged_id=second.id)
    await watched.session.perform(new_id(), merge)
    merged = await watched.until(CustomersMerged)
    assert (merged.kept.id, merged.merged_id) == (first.id, second.id)
    history = await watched.session.history(first.id, 10)
    assert {one, offered.offer.conversation_id} <= {each.id for each in history.conversations}


async def reads(watched: Watched, conversation_id: str, seq: int) -> None:
    """Say that the agent has read up to `seq`, and wait until the backend says so too."""
    await watched.session.perform(new_id(), MarkRead(conversation_id=conversation_id, seq=seq))
    await watched.until(
        ConversationChanged,
        lambda e: e.conversation.id == conversation_id and e.conversation.read_seq >= seq,
    )


@shows(Capability.VOICE)
async def _voice(backend: Backend, watched: Watched) -> None:
    line = await watched.session.phone_line()
    if line is None:
        return  # it could carry calls, and does not now
    assert line.address.startswith("sip:")
    assert line.server.startswith(("ws://", "wss://"))
    assert line.password
    assert line.until > watched.batches[-1].at
    assert line.password not in repr(line)
    again = await watched.session.phone_line()
    assert again is not None
    assert (again.address, again.server) == (line.address, line.server)
