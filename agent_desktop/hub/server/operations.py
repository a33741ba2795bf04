"""What the hub's HTTP interface offers, as a table: the routes, the checks before each, and the OpenAPI document.

Promises that every route passes the same gate, in this order: origin, limits, token, scope, query, body. Refuses routes
that are not in the table, so that the document, the tests and the code cannot disagree.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, cast

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.doors.answers import answer, on_fault
from agent_desktop.hub.doors.bodies import bearer, check_query, read_record
from agent_desktop.hub.doors.faults import Forbidden, Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.origins import check_origin
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.house import House
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.base import Record
from agent_desktop.model.errors import DeskError, Problem

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

B = TypeVar("B", bound=Record | None)
Method: TypeAlias = Literal["GET", "POST", "PUT", "DELETE"]

ANYONE: Final[tuple[str, ...] | None] = None
"""No token is asked for."""
SIGNED_IN: Final[tuple[str, ...]] = ()
"""Any good token of an account."""
DESK: Final = ("agent", "supervisor")
ADMIN: Final = ("admin",)


@dataclass(frozen=True)
class Parameter:
    """One query parameter: a whole number within bounds, or a text."""

    name: str
    meaning: str
    number: tuple[int, int] | None = None
    required: bool = False


@dataclass
class Call(Generic[B]):
    """One request that passed the gate. `token` is present where the operation asks for one."""

    house: House
    request: Request
    body: B
    signed: Token | None = None

    @property
    def token(self) -> Token:
        """Who asks."""
        assert self.signed is not None
        return self.signed

    def path(self, name: str) -> str:
        """A part of the path."""
        return cast(str, self.request.path_params[name])

    def chosen_id(self) -> str:
        """The path's id, of something that an administrator names. Raises Malformed."""
        chosen = self.path("id")
        if _ID.fullmatch(chosen) is None:
            raise Malformed(
                "An id has 1 to 64 letters, digits, - and _, and begins with a letter or digit.",
                field="id",
                value=shown(chosen),
            )
        return chosen


Handler: TypeAlias = Callable[[Call[Any]], Awaitable[Record | Response | None]]


@dataclass(frozen=True)
class Operation:
    """One route. `scopes`: any of them is enough. `body` bytes: the handler reads the stream. None answers 204."""

    method: Method
    path: str
    summary: str
    handler: Handler
    scopes: tuple[str, ...] | None
    answers: type[Record] | type[bytes] | None
    body: type[Record] | type[bytes] | None = None
    query: tuple[Parameter, ...] = ()
    codes: tuple[str, ...] = ()
    decoder: msgspec.json.Decoder[Any] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The operation's name in the OpenAPI document."""
        return cast(str, getattr(self.handler, "__name__", "operation"))


def route(house: House, operation: Operation) -> Route:
    """The operation behind its gate."""
    reads_record = operation.body is not None and operation.body is not bytes
    decoder = msgspec.json.Decoder(operation.body) if reads_record else None
    known = frozenset(parameter.name for parameter in operation.query)
    audited = operation.method != "GET" and bool(operation.scopes)
    audited = audited and "agent" not in (operation.scopes or ())
    for_leads = audited and "supervisor" in (operation.scopes or ())

    async def endpoint(request: Request) -> Response:
        signed: Token | None = None
        try:
            check_origin(request.headers)
            signed = await _signed(house, request, operation.scopes)
            check_query(request, known)
            body = await read_record(request, decoder) if decoder is not None else None
            if audited and signed is not None:
                given = await _audited(house, request, operation, body, signed)
            else:
                given = await operation.handler(Call(house, request, body, signed))
        except (OutOfReach, NotFound) as error:
            # what one lead keeps is not there for the others: who asks for it all the same may be guessing
            if signed is not None and (isinstance(error, OutOfReach) or for_leads):
                asked = f"{operation.method} {request.url.path}"
                await auditing.note_refused(house, signed.subject, asked, error.problem)
            raise
        except DeskError:
            raise
        except Exception as error:
            return await on_fault(request, error)
        if isinstance(given, Response):
            return given
        return Response(status_code=204) if given is None else answer(given)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.name)


async def _audited(
    house: House, request: Request, operation: Operation, body: Any, signed: Token
) -> Record | Response | None:
    """Do it, and write down that it was done: in the transaction of the change, where there is one."""
    act = auditing.Act(
        who=signed.subject,
        act=operation.name,
        path=request.url.path,
        fields=auditing.fields_of(body),
    )
    watched = auditing.Watched(house, act)
    given = await operation.handler(Call(watched, request, body, signed))
    await watched.done()
    return given


async def _signed(house: House, request: Request, scopes: tuple[str, ...] | None) -> Token | None:
    if scopes is None:
        return None
    token = await house.shared.keys.check(bearer(request), "agent")
    if scopes and not set(scopes) & set(token.scopes):
        problem = Problem(code="forbidden", message="", field="scopes")
        asked = f"{request.method} {request.url.path}"
        await auditing.note_refused(house, token.subject, asked, problem)
        raise Forbidden(
            f"This needs the scope {' or '.join(scopes)}.",
            field="scopes",
            value=", ".join(token.scopes),
            remedy="Ask an administrator of the team.",
        )
    return token
