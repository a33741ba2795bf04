"""The administrator's routes for servers that help sound through firewalls.

Promises that no secret or password is in an answer. Refuses relays that nobody could use.
"""

from typing import Annotated, Final

from msgspec import Meta
from msgspec.structs import replace

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.sound_servers import HelpingServer, keep_servers, kept_servers
from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.errors import Refused

_PATH: Final = "/v1/admin/voice/servers"
_HOST: Final = r"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(:[0-9]{1,5})?"
Uri = Annotated[str, Meta(pattern=rf"^(stun:{_HOST}|turns?:{_HOST}(\?transport=(udp|tcp))?)$")]
Secret = Annotated[str, Meta(max_length=200)]
User = Annotated[str, Meta(max_length=120)]
Uris = Annotated[tuple[Uri, ...], Meta(min_length=1, max_length=8)]


class HelpingServerInfo(Record, frozen=True):
    """A server without its secrets. `own_passwords`: each telephone and page has its own.

    `answers`: whether it helped when it was tried last; null before that, and where this hub has no telephones.
    `problem` says which of its addresses were of no use, a sentence for each. One that says nothing costs a call up to
    2 s; those after it do not wait, until it answers again.
    """

    uris: tuple[str, ...]
    user: str
    own_passwords: bool
    answers: bool | None = None
    problem: str = ""


class SoundServers(Tagged, frozen=True, tag="sound_servers"):
    """The servers that help sound through firewalls."""

    servers: tuple[HelpingServerInfo, ...]


class DefineSoundServer(Record, frozen=True, forbid_unknown_fields=True):
    """`uris` as in RFC 7064 and 7065, such as `turns:turn.example.org:443?transport=tcp`.

    For relays either the `secret` that they share with this hub, or one `user` and `password` for everybody, which
    every visitor of a page can then read. Without `secret` and `password` those hold that were given for the same
    `uris` before.
    """

    uris: Uris
    secret: Secret = ""
    user: User = ""
    password: Secret = ""


class DefineSoundServers(Request, frozen=True, tag="define_sound_servers"):
    """Use these servers from now on, in place of those before. Calls that are under way keep theirs."""

    servers: Annotated[tuple[DefineSoundServer, ...], Meta(max_length=8)]


async def read_servers(call: Call[None]) -> SoundServers:
    """The servers that help sound through firewalls."""
    kept = await call.house.ask(kept_servers)
    telephones = call.house.telephones
    found = await telephones.board.helping.latest() if telephones is not None else {}
    return SoundServers(servers=tuple(_info(one, found) for one in kept))


def _info(server: HelpingServer, found: dict[str, str]) -> HelpingServerInfo:
    tried = all(uri in found for uri in server.uris)
    problems = [found[uri] for uri in server.uris if found.get(uri)]
    return HelpingServerInfo(
        uris=server.uris,
        user=server.user,
        own_passwords=bool(server.secret),
        answers=not problems if tried else None,
        problem=" ".join(problems),
    )


async def define_servers(call: Call[DefineSoundServers]) -> None:
    """Use other servers."""
    before = {one.uris: one for one in await call.house.ask(kept_servers)}
    wishes = tuple(_whole(one, before.get(one.uris)) for one in call.body.servers)
    for wish in wishes:
        relay = next((one for one in wish.uris if one.startswith("turn")), "")
        if relay and not wish.secret and not (wish.user and wish.password):
            raise Refused(
                "A relay needs its secret, or a user and a password.", field="uris", value=relay
            )
    servers = tuple(
        HelpingServer(uris=one.uris, secret=one.secret, user=one.user, password=one.password)
        for one in wishes
    )
    await call.house.ask(lambda centre: keep_servers(centre, servers))
    if call.house.telephones is not None:
        call.house.telephones.board.define_servers(servers)


def _whole(wish: DefineSoundServer, known: HelpingServer | None) -> DefineSoundServer:
    if known is None or wish.secret or wish.password:
        return wish
    if known.secret and not wish.user:
        return replace(wish, secret=known.secret)
    return replace(wish, password=known.password)


OPERATIONS = (
    Operation(
        *("GET", _PATH, "List what helps sound through firewalls", read_servers),
        scopes=ADMIN,
        answers=SoundServers,
    ),
    Operation(
        *("PUT", _PATH, "Say what helps sound through firewalls", define_servers),
        scopes=ADMIN,
        body=DefineSoundServers,
        answers=None,
    ),
)
