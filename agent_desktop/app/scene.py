"""Life on stage: practice customers and an agent who answers them, directed, for pictures of a window that is at work.

Promises that everything on the picture came through the real doors: visitors through the public chat door, the agent
through the desk's intents. Refuses to wait for ever: each step has a limit, and says which one was missed.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QTextCursor

from agent_desktop.app.display import take_picture
from agent_desktop.app.practice.script import Role, roles
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import new_id
from agent_desktop.model.changes import Section
from agent_desktop.model.commands import EditCustomer
from agent_desktop.model.intents import (
    AcceptOffer,
    ChangeCustomer,
    ChangeSetting,
    CompleteWork,
    EndWork,
    OpenConversation,
    SendReply,
    WriteNote,
)
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel, InteractionState

if TYPE_CHECKING:
    from agent_desktop.app.program import Program

_LIMIT_S = 30.0


class Stage:
    """Directs visitors and the agent of one running program. `hub` is the address of its doors."""

    def __init__(self, desk: DeskView, hub: str) -> None:
        self.desk = desk
        self.hub = hub
        self._visits: list[asyncio.Task[None]] = []
        self.cast = {role.name: role for role in roles()}
        self._changed = asyncio.Event()
        desk.subscribe(lambda _: self._changed.set())

    async def until(self, what: str, true: Callable[[], bool]) -> None:
        """Wait until `true()`. Raises TimeoutError naming `what`."""
        try:
            async with asyncio.timeout(_LIMIT_S):
                while not true():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"It never happened: {what}.") from None

    def bring(self, name: str, **changed: object) -> None:
        """A visitor comes, plays the role called `name` and answers at once."""
        role: Role = msgspec.structs.replace(self.cast[name], **changed)
        visitor = Visitor(self.hub, role, pace=Pace(0.0))
        self._visits.append(asyncio.create_task(visitor.run()))

    async def offered(self, name: str) -> str:
        """Wait for the offer of this customer; its interaction."""
        await self.until(
            f"an offer of {name}", lambda: any(o.customer_name == name for o in self.desk.offers())
        )
        offer = next(o for o in self.desk.offers() if o.customer_name == name)
        return offer.interaction_id

    async def accept(self, name: str) -> str:
        """The agent accepts this customer and opens the conversation; its id."""
        interaction = await self.offered(name)
        self.desk.post(AcceptOffer(interaction_id=interaction))
        await self.until(f"{name} in the list", lambda: self.active(name) is not None)
        conversation = self.active(name)
        assert conversation is not None
        self.desk.post(OpenConversation(conversation_id=conversation))
        await self.until(f"the thread of {name}", lambda: bool(self.desk.items(conversation)))
        return conversation

    def active(self, name: str) -> str | None:
        """The conversation of a customer whom the agent is working with."""
        desk = self.desk
        for at in range(desk.row_count(Section.ACTIVE)):
            row = desk.row(Section.ACTIVE, at)
            if row.customer_name == name:
                return row.conversation_id
        return None

    async def reply(self, conversation: str, text: str, *, answered: bool = True) -> None:
        """The agent replies; wait until the customer has answered."""
        before = self._said_by_customer(conversation)
        self.desk.post(
            SendReply(
                client_id=new_id(), conversation_id=conversation, text=text, channel=Channel.CHAT
            )
        )
        if answered:
            await self.until(
                "the customer's answer", lambda: self._said_by_customer(conversation) > before
            )
        else:
            await self.until(
                "the reply at the hub",
                lambda: any(
                    isinstance(item, Message) and item.text == text and item.seq > 0
                    for item in self.desk.items(conversation)
                ),
            )

    async def note(self, conversation: str, text: str) -> None:
        """The agent writes a note."""
        before = len(self.desk.items(conversation))
        self.desk.post(WriteNote(client_id=new_id(), conversation_id=conversation, text=text))
        await self.until("the note", lambda: len(self.desk.items(conversation)) > before)

    def know(self, conversation: str, **facts: object) -> None:
        """What the team knows of this customer."""
        thread = self.desk.thread(conversation)
        assert thread is not None
        edit = EditCustomer(customer_id=thread.conversation.customer_id, **facts)  # type: ignore[arg-type]
        self.desk.post(ChangeCustomer(edit=edit))

    async def end(self, conversation: str) -> None:
        """The agent ends the work; wrap-up begins."""
        self.desk.post(EndWork(conversation_id=conversation))
        await self.until("wrap-up", lambda: self._state(conversation) is InteractionState.WRAP_UP)

    async def complete(self, conversation: str, summary: str) -> None:
        """The agent completes the work with the first disposition."""
        thread = self.desk.thread(conversation)
        assert thread is not None
        assert thread.interaction is not None
        code = self.desk.dispositions(thread.interaction.queue_id)[0].code
        self.desk.post(
            CompleteWork(conversation_id=conversation, disposition=code, summary=summary)
        )
        await self.until(
            "completion", lambda: self._state(conversation) is not InteractionState.WRAP_UP
        )

    def _state(self, conversation: str) -> InteractionState | None:
        thread = self.desk.thread(conversation)
        work = None if thread is None else thread.interaction
        return None if work is None else work.state

    def _said_by_customer(self, conversation: str) -> int:
        items = self.desk.items(conversation)
        return sum(1 for item in items if isinstance(item, Message) and item.incoming)

    async def clear(self) -> None:
        """All visitors go."""
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        self._visits.clear()

    async def play(self) -> str:
        """A morning at Halden Home; returns the conversation in the middle of the picture."""
        self.desk.post(ChangeSetting(name=UNDO, value="off"))
        await self._yesterday()
        self.bring("Layla Haddad")
        layla = await self.accept("Layla Haddad")
        self.know(layla, vip=True, organisation="Maison Noor")
        await self.reply(layla, "Hello Layla, I am sorry. Which order is it?")
        await self.note(
            layla, "Base is out of stock in Lyon, Rotterdam has 3. Offer express, she is a VIP."
        )
        await self.reply(layla, "Thank you, the photo is clear. Replacement or refund?")
        await self.reply(
            layla,
            "I have reserved a new base for you in Rotterdam. It ships by express tomorrow 😊",
        )
        self.bring("Nguyễn Minh Châu")
        chau = await self.accept("Nguyễn Minh Châu")
        await self.reply(chau, "Gửi bạn mã hoàn tiền mới rồi nhé.", answered=False)
        self.bring("Tomasz Wiśniewski")
        tomasz = await self.accept("Tomasz Wiśniewski")
        await self.reply(tomasz, "Dzień dobry, już sprawdzam. Czy płacił Pan kartą?")
        for name in (
            "Priya Raman",
            "Joaquín Ortega",
            "佐藤 健",
            "Fatoumata Diallo",
            "Дмитро Коваленко",
        ):
            self.bring(name)
            await asyncio.sleep(0.05)
        await self.offered("Priya Raman")
        await self.until("a queue", lambda: self.desk.row_count(Section.WAITING) >= 4)
        self.desk.post(ChangeSetting(name=UNDO, value="on"))
        self.desk.post(OpenConversation(conversation_id=layla))
        await self.until("Layla's thread", lambda: self.desk.open_conversation == layla)
        return layla

    async def _yesterday(self) -> None:
        """An earlier conversation of Layla's, finished."""
        self.bring(
            "Layla Haddad",
            question="Can I move my delivery to the afternoon?",
            answers=("Thursday, please.",),
            file=None,
        )
        earlier = await self.accept("Layla Haddad")
        await self.reply(earlier, "Of course. Which day suits you?")
        await self.reply(earlier, "Thursday it is, between 14 and 17.", answered=False)
        await self.end(earlier)
        await self.complete(earlier, "Delivery moved to Thursday afternoon.")
        await self.clear()


TYPED = "The label is valid for 14 days. I will confirm the delivery slot as soon as"


def type_reply(program: "Program", text: str) -> None:
    """The agent has typed something and goes on."""
    assert program.workspaces is not None
    editor = program.workspaces.conversation.composer.editor
    editor.setPlainText(text)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.setFocus()


async def picture_of_life(program: "Program") -> None:
    """Play the morning and write one picture into the options' file.

    Raises TimeoutError naming what never happened, OSError for the file."""
    from agent_desktop.app.backends import LocalBackend

    assert program.desk is not None
    assert isinstance(program.backend, LocalBackend)
    assert program.options.screenshot is not None
    stage = Stage(program.desk, program.backend.url)
    program.root.show_shell().activateWindow()
    try:
        await stage.play()
        type_reply(program, TYPED)
        await asyncio.sleep(1.2)  # a second of the clocks, and a frame
        shell = program.root.show_shell()
        await asyncio.to_thread(
            program.options.screenshot.resolve().parent.mkdir, parents=True, exist_ok=True
        )
        take_picture(shell, program.options.screenshot.resolve())
    finally:
        await stage.clear()
