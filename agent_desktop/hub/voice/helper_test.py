"""Trying servers that help sound through firewalls (STUN, TURN), as a call would use them.

Promises for each address of a server what is wrong with it, in a sentence that names it; that none is waited for longer
than a call waits.
Refuses to keep anything: what a relay gave is given back.
"""

from __future__ import annotations

import asyncio

from agent_desktop.hub.voice.worker.addresses import sound_addresses
from agent_desktop.media.transport.helping import helpers
from agent_desktop.media.transport.ice import IceAgent, IceSettings
from agent_desktop.model.telephone import SoundServer
from agent_desktop.model.words import later


async def problems_of(
    servers: tuple[SoundServer, ...], address: str, patience_s: float
) -> dict[str, str]:
    """What is wrong with each URI, tried from this computer's IP `address`; empty for one that answers as it should."""
    asked = [(uri, one) for one in servers for uri in one.uris]
    found = await asyncio.gather(*(_problem(uri, one, address, patience_s) for uri, one in asked))
    return {uri: words for (uri, _), words in zip(asked, found, strict=True)}


async def _problem(uri: str, server: SoundServer, address: str, patience_s: float) -> str:
    try:
        stun, turn = helpers([uri], server.user, server.password)
    except ValueError as error:
        return unusable(uri, error)
    settings = IceSettings(
        stun=stun, turn=turn, addresses=sound_addresses(address), gather_s=patience_s
    )
    agent = IceAgent(settings, controlling=True, received=lambda data, arrival: None)
    try:
        await agent.gather()
    finally:
        await agent.close()
    # Of several addresses of this computer one is enough.
    if any(kind in one for one in agent.candidates for kind in (" typ srflx", " typ relay")):
        return ""
    if settings.silence.places:
        return later(f"{uri} does not answer.")
    return unusable(uri, "; ".join(dict.fromkeys(agent.problems)) or "it told no address")


def unusable(uri: str, why: object) -> str:
    """A server that says something, and does not help; `why` is for who knows its protocol."""
    return later(f"{uri} cannot be used: {why}.")
