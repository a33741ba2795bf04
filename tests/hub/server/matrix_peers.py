"""Orders of administrators about what only somebody else makes: a provider's consent, a file that a scanner kept back,
another session of an agent.

Promises that each is there when it is asked about, made by the real peer, so that it is the hub who refuses it.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tests.hub.server.desk import sign_in
from tests.hub.server.matrix_stage import Stage
from tests.hub.server.test_network_consents import ADDRESS, PORT, answer, begin, came_back, wish
from tests.hub.server.test_quarantine import define, held, put
from tests.peers.clamd import EICAR, clamd
from tests.peers.provider import Provider

Body = dict[str, Any] | bytes | None


@dataclass(frozen=True)
class Order:
    """What an administrator asks of a route, with what, and the status of the answer. `first`: the routes that are
    asked before, so that there is something to ask about."""

    path: str
    body: Body = None
    status: int = 204
    first: tuple[str, ...] = ()


class Peers:
    """Who stands beside the hub of a stage; each begins when it is needed, and ends with `closing`."""

    def __init__(self, stage: Stage, folder: Path, closing: contextlib.ExitStack) -> None:
        self.stage = stage
        self.admin = stage.clients["admin"]
        self._folder, self._closing = folder, closing

    @cached_property
    def provider(self) -> Provider:
        """Where the person of a mailbox signs in."""
        made = Provider(0, owner=ADDRESS)
        self._closing.enter_context(made.open())
        return made

    @cached_property
    def scanner(self) -> str:
        """The address of a virus scanner."""
        return self._closing.enter_context(clamd(self._folder / "clamd"))


Prepared = Callable[[Peers], Order]
"""Makes what is asked about, and says how."""

_CONSENTS: Final = "/v1/admin/consents"
_ENTRY: Final = "spare-mail"


def begin_consent(peers: Peers) -> Order:
    """Ask a provider for consent."""
    body = {"type": "begin_consent", "by": "browser", "port": PORT, **wish(peers.provider)}
    return Order(f"/v1/admin/networks/{_ENTRY}/consent", body, 200)


def answer_consent(peers: Peers) -> Order:
    """Hand on what the browser came back with."""
    begun = begin(peers.admin, _ENTRY, peers.provider)
    return Order(f"{_CONSENTS}/{begun['id']}/answer", dict(came_back(peers.provider, begun)))


def await_consent(peers: Peers) -> Order:
    """Ask whether it was given."""
    begun = begin(peers.admin, _ENTRY, peers.provider)
    assert answer(peers.admin, begun, came_back(peers.provider, begun)).is_success
    body = {"type": "await_consent", "within_ms": 20_000}
    return Order(f"{_CONSENTS}/{begun['id']}/wait", body, 200)


def end_consent(peers: Peers) -> Order:
    """Break it off."""
    return Order(f"{_CONSENTS}/{begin(peers.admin, _ENTRY, peers.provider)['id']}")


def release(peers: Peers) -> Order:
    """Hand on a file that was kept back."""
    return Order(f"/v1/admin/quarantine/{_kept_back(peers)}/release")


def delete(peers: Peers) -> Order:
    """Delete one."""
    return Order(f"/v1/admin/quarantine/{_kept_back(peers)}")


def _kept_back(peers: Peers) -> str:
    """A visitor sends what the scanner finds something in; then nothing more is checked."""
    define(peers.admin, peers.scanner, "hold")
    file = put(peers.stage.clients["east-visitor"], "/chat/v1/attachments", EICAR)
    define(peers.admin, "", "hold")
    assert file.id in held(peers.admin)
    return file.id


def end_session(peers: Peers) -> Order:
    """End one of somebody's sessions."""
    listed = "/v1/admin/agents/spare-lead/sessions"

    def sessions() -> set[str]:
        return {one["id"] for one in peers.admin.get(listed).json()["sessions"]}

    before = sessions()
    sign_in(peers.stage.hub.url, "spare-lead")
    (fresh,) = sessions() - before
    return Order(f"{listed}/{fresh}")
