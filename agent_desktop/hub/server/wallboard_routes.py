"""Wallboards over HTTP: leads and administrators make links for big screens, list them, and revoke them.

Promises that the secret of a link is taken once and never told again; that leads see and change their own wallboards,
administrators all; that removing one ends its link and every screen at once.
"""

from typing import Annotated, Any, Final

from msgspec import Meta

from agent_desktop.hub.centre import figure_teams, wallboards
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.wallboards import KIND, KeptWallboard
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.keys import digest_of
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.operations import Call, Operation
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage import tokens
from agent_desktop.model.wallboards import Wallboard, Wallboards

_ONE: Final = "/v1/wallboards/{id}"
_Some = Annotated[tuple[Identifier, ...], Meta(max_length=200)]


class DefineWallboard(Request, frozen=True, tag="define_wallboard"):
    """Make a wallboard or change it: of these teams (none: all that its owner leads) and queues (none: all of theirs).

    `secret` are 256 random bits in URL-safe Base64, which stand in the link's fragment. A new wallboard needs one;
    another one later makes another link, and the old one ends.
    """

    name: Label
    teams: _Some = ()
    queues: _Some = ()
    secret: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{43}$")] | None = None

    def __repr__(self) -> str:
        return f"DefineWallboard({self.name!r})"


async def list_wallboards(call: Call[None]) -> Wallboards:
    """Your wallboards; an administrator's are all. Besides, which teams and queues you may choose."""
    screens = call.house.boards.walls.counts()

    def look(centre: Centre) -> Wallboards:
        with centre.request() as book:
            names = figure_teams.names(book, call.token.subject)
            found = [one for one in wallboards.wallboards(book.storage) if _own(call, one)]
            return Wallboards(
                wallboards=tuple(_shown(book, one, screens[one.id]) for one in found),
                teams=names.teams,
                queues=names.queues,
            )

    return await call.house.ask(look)


def _shown(book: Book, one: KeptWallboard, screens: int) -> Wallboard:
    links = tokens.live_tokens(book.storage, KIND, one.id, book.now)
    owner = book.live.agents.get(one.owner_id)
    return Wallboard(
        id=one.id,
        name=one.name,
        teams=one.teams,
        queues=one.queues,
        owner=owner.profile.name if owner is not None else one.owner_id,
        made_at=one.made_at,
        seen_at=max((link.seen_at for link in links), default=0) or None,
        screens=screens,
    )


async def define_wallboard(call: Call[DefineWallboard]) -> None:
    """Make a wallboard or change it. Screens that show it follow at once; an old link ends."""
    wish, house = call.body, call.house
    made = KeptWallboard(
        id=call.chosen_id(),
        name=wish.name.strip(),
        owner_id=call.token.subject,
        teams=tuple(dict.fromkeys(wish.teams)),
        queues=tuple(dict.fromkeys(wish.queues)),
        made_at=house.shared.clock(),
    )
    digest = None if wish.secret is None else digest_of(wish.secret)

    def define(centre: Centre) -> tuple[str, ...]:
        with centre.request() as book:
            _check_own(call, wallboards.wallboard(book.storage, made.id))
            return wallboards.define(book, made, digest)

    house.shared.keys.revoked(await house.ask(define))
    house.boards.walls.wake()


async def remove_wallboard(call: Call[None]) -> None:
    """Take a wallboard away: its link opens nothing any more, and every screen that shows it ends."""
    key = call.chosen_id()

    def remove(centre: Centre) -> tuple[str, ...]:
        with centre.request() as book:
            found = wallboards.wallboard(book.storage, key)
            if found is None:
                raise _not_yours(key)
            _check_own(call, found)
            return wallboards.remove(book, key)

    call.house.shared.keys.revoked(await call.house.ask(remove))


def _own(call: Call[Any], one: KeptWallboard) -> bool:
    return "admin" in call.token.scopes or one.owner_id == call.token.subject


def _check_own(call: Call[Any], one: KeptWallboard | None) -> None:
    if one is not None and not _own(call, one):
        raise _not_yours(one.id)


def _not_yours(key: str) -> NotFound:
    return NotFound("There is no such wallboard of yours.", field="id", value=shown(key))


OPERATIONS = (
    Operation(
        *("GET", "/v1/wallboards", "List wallboards", list_wallboards),
        scopes=LEADS,
        answers=Wallboards,
    ),
    Operation(
        *("PUT", _ONE, "Make or change a wallboard", define_wallboard),
        scopes=LEADS,
        body=DefineWallboard,
        answers=None,
        codes=("not_found", "refused"),
    ),
    Operation(
        *("DELETE", _ONE, "Remove a wallboard and end its link", remove_wallboard),
        scopes=LEADS,
        answers=None,
        codes=("not_found",),
    ),
)
