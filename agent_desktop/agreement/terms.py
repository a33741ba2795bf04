"""Our side of a call's sound, in the words of signalling: a media session's ports or candidates, and its certificate.

Promises terms that say no more than the session can do. Refuses to choose how a call is encrypted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agent_desktop.media.codecs.registry import Format, available
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint, Ice

#: What stands for a port where candidates say it (RFC 8840, 4.1.1).
DISCARD = 9


def known(wanted: Sequence[str] = ()) -> tuple[Codec, ...]:
    """The codecs of these names that work on this computer, in that order; without names all, the best first."""
    found: Iterable[Format] = available()
    if wanted:
        names = [name.lower() for name in wanted]
        found = sorted(
            (one for one in found if one.name.lower() in names),
            key=lambda one: names.index(one.name.lower()),
        )
    return tuple(codec(one) for one in found)


def codec(chosen: Format) -> Codec:
    """A format of ours as descriptions name it."""
    return Codec(chosen.name, chosen.clock, chosen.channels, chosen.parameters)


def terms_of(
    session: MediaSession,
    address: str,
    codecs: tuple[Codec, ...],
    encryption: Encryption,
    *,
    needs_ice: bool = False,
    comfort_noise: bool = False,
) -> Terms:
    """What we offer or answer with an open session; `address` is ours where candidates say the true ones.

    Comfort noise is for who decodes what comes; who passes it on to others cannot know whether they take it.
    """
    ours = session.fingerprint
    host, port = session.local or (address, DISCARD)
    return Terms(
        address=host,
        port=port,
        codecs=codecs,
        encryption=encryption,
        fingerprint=Fingerprint(ours.algorithm, ours.value) if ours is not None else None,
        ice=_ice(session),
        needs_ice=needs_ice,
        comfort_noise=comfort_noise,
    )


def moved(terms: Terms, session: MediaSession, address: str) -> Terms:
    """The terms once the session has taken another way: other ports, or a new generation of ICE."""
    host, port = session.local or (address, DISCARD)
    return replace(terms, address=host, port=port, ice=_ice(session))


def _ice(session: MediaSession) -> Ice | None:
    agent = session.ice
    if agent is None:
        return None
    return Ice(agent.username, agent.password, tuple(agent.candidates))
