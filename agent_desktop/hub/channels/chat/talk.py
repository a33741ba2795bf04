"""`/chat/v1/live`: one tab's socket. Hello, what it missed, everything as it happens, and the visitor's frames.

Promises that no item is lost between the welcome and the news; that a frame that makes no sense is answered with what
is wrong in it; that a flood ends the socket. Refuses everything before a good hello, from a page whose origin the entry
point does not name, and frames faster than the limits allow.
"""

import asyncio
import logging
import re
from typing import Final

import msgspec
from starlette.datastructures import Headers

from agent_desktop.hub.channels.chat.calling import Calling
from agent_desktop.hub.channels.chat.identity import MAX_EMAIL, MAX_NAME
from agent_desktop.hub.channels.chat.rates import ChatLimits, on_socket
from agent_desktop.hub.channels.chat.tabs import Tab, Tabs
from agent_desktop.hub.crm.visitors import VisitorCalls, VisitorDoor
from agent_desktop.hub.doors.answers import FAULT
from agent_desktop.hub.doors.faults import Malformed, TooLarge, TooMany, TooSlow
from agent_desktop.hub.doors.frames import decode, shown
from agent_desktop.hub.doors.hello import check_first
from agent_desktop.hub.doors.keys import NOT_GOOD
from agent_desktop.hub.doors.lines import Line, LineClosed
from agent_desktop.hub.doors.origins import check_origin
from agent_desktop.hub.doors.shared import Shared
from agent_desktop.hub.protocol import (
    MAX_ATTACHMENTS,
    MAX_TEXT,
    PROTOCOL_VERSION,
    CallEnd,
    CallKey,
    CallMeBack,
    CallOffer,
    ChatPlace,
    ChatPong,
    ChatWelcome,
    FromVisitor,
    Introduce,
    Leave,
    Ping,
    Rate,
    RefuseSurvey,
    Say,
    SayAccepted,
    SayRefused,
    Seen,
    VisitorHello,
    VisitorTyping,
)
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.errors import DeskError, Refused

HELLO_WITHIN: Final = 10.0
MOST_SHOWN: Final = 500
"""Items of a whole chat, the newest ones."""
MOST_MISSED: Final = 100_000
"""Items after a tab's place: all, because a gap would stay unseen."""
REFUSED_FRAMES: Final = 40
"""So many refused frames without a good one between them end the socket."""
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_log = logging.getLogger("agent_desktop.hub")
_frames: msgspec.json.Decoder[FromVisitor] = msgspec.json.Decoder(FromVisitor)


def read_hello(data: bytes) -> VisitorHello:
    """The first frame. Raises Malformed, and WrongVersion before it looks at anything else."""
    check_first(data, "Load the page again.")
    frame = decode(_frames, data)
    assert isinstance(frame, VisitorHello)
    if frame.since is not None and frame.since.after < 0:
        after = str(frame.since.after)
        raise Malformed("`after` counts from 0.", field="since.after", value=after)
    return frame


class Talk:
    """One tab's talk, from its hello to its end."""

    def __init__(
        self,
        calls: VisitorCalls,
        shared: Shared,
        tabs: Tabs,
        calling: Calling,
        limits: ChatLimits,
        headers: Headers,
        peer: str,
    ) -> None:
        self._calls = calls
        self._shared = shared
        self._tabs = tabs
        self._calling = calling
        self._limits = limits
        self._headers = headers
        self._peer = peer

    async def run(self, line: Line) -> None:
        """Talk until the peer or the hub ends it. What is refused before the welcome ends it with a Goodbye."""
        try:
            await self._talk(line)
        except DeskError as error:
            line.goodbye(error.problem)
        except LineClosed:
            raise
        except Exception as error:
            _log.exception("a visitor's socket failed: %s", type(error).__name__)
            line.goodbye(FAULT)

    async def _talk(self, line: Line) -> None:
        token, hello = await self._hello(line)
        visitor_id = token.subject
        loop = asyncio.get_running_loop()
        unwatch = self._shared.keys.watch(token.id, line.goodbye)
        left = (token.expires_at - self._shared.clock()) / 1000
        expiry = loop.call_later(max(0.0, left), line.goodbye, NOT_GOOD)
        tab = Tab(visitor_id, line)
        try:
            joining = asyncio.ensure_future(self._tabs.join(tab))
            try:
                await asyncio.shield(joining)
                # many long messages are more than a line may hold for a slow reader
                line.send(await self._welcome(token, hello.since), awaited=True)
                tab.release()
                for frame in await self._calling.standing(visitor_id, hello.call):
                    line.send(frame)
                await self._serve(line, token)
            finally:
                await asyncio.wait({joining})
                self._tabs.leave(tab)
        finally:
            expiry.cancel()
            unwatch()

    async def _hello(self, line: Line) -> tuple[Token, VisitorHello]:
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                hello = read_hello(await line.read())
        except TimeoutError:
            raise TooSlow("No hello came in time.", field="hello") from None
        token = await self._shared.keys.check(hello.token, "visitor")
        entry_point = await self._calls.call(lambda door: door.entry_point(token.entry_point_id))
        check_origin(self._headers, entry_point.origins)
        return token, hello

    async def _welcome(self, token: Token, since: ChatPlace | None) -> ChatWelcome:
        visitor_id = token.subject

        def look(door: VisitorDoor) -> ChatWelcome:
            conversation_id = door.chat(visitor_id).conversation_id
            behind = since is not None and not door.has_item(
                since.conversation_id, since.seq, since.item_id
            )
            # sequences of another conversation, or of one that an older copy lacks, mean nothing here
            same = since is not None and not behind and since.conversation_id == conversation_id
            after = since.after if since is not None and same else 0
            return ChatWelcome(
                protocol=PROTOCOL_VERSION,
                state=door.chat_state(visitor_id),
                items=door.chat_items(visitor_id, after, MOST_MISSED if after else MOST_SHOWN),
                at=self._shared.clock(),
                conversation_id=conversation_id,
                after=after,
                behind=behind,
                calls=self._calling.offered(
                    door.entry_point(token.entry_point_id), staffed=door.telephones_here()
                ),
            )

        return await self._calls.call(look)

    async def _serve(self, line: Line, token: Token) -> None:
        refused = 0
        while True:
            frame: FromVisitor | None = None
            try:
                data = await line.read()
                self._limits.frames.take(token.subject, "frames")
                frame = decode(_frames, data)
                answer = await self._answer(token, frame)
                refused = 0
                if answer is not None:
                    line.send(answer)
            except TooLarge as error:
                line.goodbye(error.problem)
                return
            except DeskError as error:
                refused += 1
                problem = on_socket(error) if isinstance(error, TooMany) else error.problem
                if refused > REFUSED_FRAMES:
                    line.goodbye(problem)
                    return
                line.send(SayRefused(client_id=_client_id_of(frame), problem=problem))

    async def _answer(self, token: Token, frame: FromVisitor) -> SayAccepted | ChatPong | None:
        visitor_id = token.subject
        match frame:
            case VisitorHello():
                raise Malformed("A hello comes once.", field="type", value="hello")
            case Ping(id=ping_id):
                if len(ping_id) > 64:
                    raise Malformed("An id has at most 64 characters.", field="id")
                return ChatPong(id=ping_id, at=self._shared.clock())
            case VisitorTyping(typing=typing):
                await self._calls.call(lambda door: door.visitor_typing(visitor_id, typing))
                return None
            case Seen(delivered=delivered, read=read):
                if not 0 <= read <= delivered:
                    raise Malformed(
                        "`read` lies between 0 and `delivered`.", field="read", value=str(read)
                    )
                await self._calls.call(lambda door: door.seen(visitor_id, delivered, read))
                return None
            case Introduce():
                _check_introduction(frame)
                self._limits.messages.take(visitor_id, "messages")
                opened = await self._calls.call(
                    lambda door: door.introduce(
                        visitor_id, frame.client_id, frame.name, frame.email, frame.question
                    )
                )
                return SayAccepted(client_id=frame.client_id, item=opened)
            case Say():
                _check_message(frame)
                self._limits.messages.take(visitor_id, "messages")
                said = await self._calls.call(
                    lambda door: door.say(
                        visitor_id, frame.client_id, frame.text, frame.attachments
                    )
                )
                return SayAccepted(client_id=frame.client_id, item=said)
            case Rate(score=score, comment=comment):
                _check_length("comment", comment, MAX_TEXT)
                await self._calls.call(lambda door: door.rate(visitor_id, score, comment))
                return SayAccepted(client_id="")
            case RefuseSurvey():
                await self._calls.call(lambda door: door.refuse_survey(visitor_id))
                return SayAccepted(client_id="")
            case CallOffer():
                _check_client_id(frame.client_id)
                await self._calling.offer(token, frame, self._peer)
                return None
            case CallKey():
                self._calling.press(visitor_id, frame)
                return None
            case CallEnd(client_id=client_id, call_id=call_id):
                if call_id or not client_id:
                    await self._calling.decline(visitor_id, call_id)
                else:
                    self._calling.end(visitor_id, client_id)
                return None
            case CallMeBack(number=number):
                self._limits.messages.take(visitor_id, "messages")
                await self._calls.call(lambda door: door.call_me_back(visitor_id, number))
                return SayAccepted(client_id="")
            case Leave():
                await self._calls.call(lambda door: door.leave(visitor_id))
                return SayAccepted(client_id="")


def _client_id_of(frame: FromVisitor | None) -> str:
    return frame.client_id[:64] if isinstance(frame, (Introduce, Say, CallOffer)) else ""


def _check_length(field: str, value: str, most: int) -> None:
    if len(value) > most:
        raise Refused(
            f"`{field}` has at most {most} characters.",
            field=field,
            value=f"{len(value)} characters",
            remedy="Shorten it and send it again.",
        )


def _check_client_id(client_id: str) -> None:
    if _CLIENT_ID.fullmatch(client_id) is None:
        raise Malformed(
            "A client id has 1 to 64 letters, digits, - and _.",
            field="client_id",
            value=shown(client_id),
        )


def _check_introduction(frame: Introduce) -> None:
    _check_client_id(frame.client_id)
    if not frame.name.strip():
        raise Refused("Please tell your name.", field="name")
    _check_length("name", frame.name, MAX_NAME)
    _check_length("email", frame.email, MAX_EMAIL)
    _check_length("question", frame.question, MAX_TEXT)


def _check_message(frame: Say) -> None:
    _check_client_id(frame.client_id)
    if not frame.text.strip() and not frame.attachments:
        raise Refused("There is nothing in this message.", field="text")
    _check_length("text", frame.text, MAX_TEXT)
    if len(frame.attachments) > MAX_ATTACHMENTS:
        raise Refused(
            f"A message has at most {MAX_ATTACHMENTS} files.",
            field="attachments",
            value=str(len(frame.attachments)),
        )
    if len(set(frame.attachments)) != len(frame.attachments):
        raise Refused("A file comes twice in this message.", field="attachments")
