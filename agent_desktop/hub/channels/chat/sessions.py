"""`POST /chat/v1/sessions`: from a page to a visitor token.

Promises that a good token of an earlier session keeps its visitor; that a signed identity always leads to that person,
and that without it the history of a signed person stays closed, even to the browser that had it. Refuses pages whose
origin the entry point does not name, forged signatures, ever more slowly, and whoever is new to a paused or retired
one.
"""

from typing import Final

import msgspec
from starlette.requests import Request

from agent_desktop.hub.channels.chat.identity import (
    anonymous_visitor,
    check_identity,
    is_signed,
    signed_visitor,
)
from agent_desktop.hub.channels.chat.rates import ChatLimits
from agent_desktop.hub.crm.visitors import VisitorCalls, VisitorCard
from agent_desktop.hub.doors.bodies import check_query, read_record
from agent_desktop.hub.doors.faults import Forbidden
from agent_desktop.hub.doors.origins import check_origin
from agent_desktop.hub.doors.shared import Shared, peer_of
from agent_desktop.hub.protocol import ChatStarted, StartChat
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import NeedsSignIn, Refused
from agent_desktop.model.work import Channel

TOKEN_MS: Final[Millis] = 90 * 24 * 3_600_000
_RENEW_BELOW: Final[Millis] = TOKEN_MS // 2
_body = msgspec.json.Decoder(StartChat)


class Sessions:
    """Starts and continues visitors' sessions."""

    def __init__(self, calls: VisitorCalls, shared: Shared, limits: ChatLimits) -> None:
        self._calls = calls
        self._shared = shared
        self._limits = limits

    async def start(self, request: Request) -> ChatStarted:
        """The answer to a page that wants to chat. Raises DeskError."""
        check_query(request, ())
        peer = peer_of(request)
        self._limits.sessions.take(peer, "chats were started")
        wish = await read_record(request, _body)
        entry_point = await self._calls.call(lambda door: door.entry_point(wish.entry_point))
        if entry_point.channel is not Channel.CHAT:
            raise Refused("This entry point is no chat.", field="entry_point")
        check_origin(request.headers, entry_point.origins)
        self._check_identity(entry_point, wish, peer)
        secret, token = await self._token(entry_point, wish)
        signed = wish.identity
        card = VisitorCard(
            id=token.subject,
            entry_point_id=entry_point.id,
            account=signed.id if signed is not None else "",
            name=signed.name.strip() if signed is not None else "",
            email=signed.email.strip() if signed is not None else "",
            language=_language(wish.language),
            page=_page(wish.page),
        )
        chat = await self._calls.call(lambda door: door.start_chat(card))
        return ChatStarted(
            token=secret,
            entry_point=entry_point.id,
            title=entry_point.title or entry_point.name,
            known=chat.known,
            conversation_id=chat.conversation_id,
            max_attachment_bytes=self._limits.uploads.file,
        )

    def _check_identity(self, entry_point: EntryPointSettings, wish: StartChat, peer: str) -> None:
        try:
            check_identity(entry_point, wish.identity)
        except Forbidden:
            if wish.identity is not None:
                self._limits.forgeries.take(peer, "wrong signatures")
            raise

    async def _token(self, entry_point: EntryPointSettings, wish: StartChat) -> tuple[str, Token]:
        """The token to go on with: the given one while it is good, the right visitor's and not old, else a new one."""
        known = await self._known(entry_point, wish.token)
        if wish.identity is not None:
            visitor_id = signed_visitor(entry_point.id, wish.identity.id)
        elif known is not None and not is_signed(known.subject):
            visitor_id = known.subject
        else:
            visitor_id = anonymous_visitor()
        await self._calls.call(lambda door: door.admit(entry_point.id, visitor_id))
        good_until = known.expires_at if known is not None and known.subject == visitor_id else 0
        if known is not None and good_until - self._shared.clock() > _RENEW_BELOW:
            return wish.token, known
        return await self._shared.keys.issue(
            "visitor",
            visitor_id,
            lifetime_ms=TOKEN_MS,
            scopes=("chat",),
            entry_point_id=entry_point.id,
        )

    async def _known(self, entry_point: EntryPointSettings, secret: str) -> Token | None:
        if not secret:
            return None
        try:
            token = await self._shared.keys.check(secret, "visitor")
        except NeedsSignIn:
            return None
        return token if token.entry_point_id == entry_point.id else None


def _language(said: str) -> str:
    """A language tag as browsers send it, or nothing: it is a hint for the agent."""
    tag = said.strip()[:35]
    return tag if tag.replace("-", "").isalnum() and tag.isascii() else ""


def _page(address: str) -> str:
    """The page's address without query and fragment, which may hold secrets of the site."""
    bare = address.split("?")[0].split("#")[0].strip()
    return bare[:500] if bare.startswith(("http://", "https://")) and bare.isprintable() else ""
