"""What signalling agreed on, in the words of the media room.

Promises that nothing of an agreement is lost: numbers, keys, fingerprints, candidates, direction.

Raises `BadKeys` for a key that cannot be used.
"""

from __future__ import annotations

from agent_desktop.media.codecs.registry import COMFORT_NOISE, TELEPHONE_EVENT, PayloadMap
from agent_desktop.media.frames import FRAME_MS
from agent_desktop.media.secure.srtp import Keys
from agent_desktop.media.thrift import MOST_FRAMES
from agent_desktop.media.transport import plan
from agent_desktop.media.transport.dtls import Fingerprint
from agent_desktop.sip import audio_terms
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.sdp_attributes import Codec, Crypto


def sent(agreed: Agreed) -> dict[int, Codec]:
    """What we may send, by the peer's numbers."""
    found = {agreed.send_type: agreed.send_codec}
    if agreed.dtmf_type is not None:
        number, clock = agreed.dtmf_type
        found[number] = Codec(TELEPHONE_EVENT, clock)
    if agreed.comfort_noise_type is not None:
        found[agreed.comfort_noise_type] = Codec(COMFORT_NOISE, 8000)
    return found


def payloads(codecs: dict[int, Codec]) -> PayloadMap:
    """Numbers and codecs for a receiver or sender."""
    return PayloadMap.read((n, one.name, one.clock, one.channels) for n, one in codecs.items())


def packing(agreed: Agreed) -> tuple[int, int]:
    """Frames in a packet as the peer wishes, 1 to 3, and at most (RFC 8866, 6.4)."""
    usual = max(1, min(MOST_FRAMES, agreed.ptime // FRAME_MS))
    return usual, max(usual, agreed.most_ptime // FRAME_MS)


def clocks(agreed: Agreed) -> dict[int, int]:
    """Payload type → RTP clock in Hz, of all that may come or go."""
    return {n: one.clock for n, one in (agreed.receive_types | sent(agreed)).items()}


def plan_of(agreed: Agreed) -> plan.MediaPlan:
    """The plan for the call's session. Raises `BadKeys`."""
    security: plan.Sdes | plan.Dtls | None = None
    match agreed.security:
        case audio_terms.Sdes(ours=ours, theirs=theirs):
            security = plan.Sdes(_keys(ours), _keys(theirs))
        case audio_terms.Dtls(role=role, theirs=prints):
            known = tuple(Fingerprint(one.algorithm, one.value) for one in prints)
            security = plan.Dtls(role, known)
        case None:
            pass
    ice = agreed.ice
    return plan.MediaPlan(
        clocks=clocks(agreed),
        remote=None if ice is not None else agreed.remote,
        remote_rtcp=None if ice is not None else agreed.remote_rtcp,
        security=security,
        ice=None
        if ice is None
        else plan.RemoteIce(ice.ufrag, ice.password, ice.candidates, ice.complete, ice.lite),
        receives=agreed.direction in {"sendrecv", "recvonly"},
    )


def translation(speaker: Agreed, listener: Agreed) -> dict[int, int] | None:
    """Payload types as the speaker sends them → as the listener takes them; None when sound must be decoded."""
    if speaker.send_codec.key != listener.send_codec.key:
        return None
    found = {
        number: listener.send_type
        for number, codec in speaker.receive_types.items()
        if codec.key == listener.send_codec.key
    }
    if not found:
        return None
    for number, codec in speaker.receive_types.items():
        keys = codec.name.lower() == TELEPHONE_EVENT
        if keys and listener.dtmf_type is not None and listener.dtmf_type[1] == codec.clock:
            found[number] = listener.dtmf_type[0]
    return found


def _keys(crypto: Crypto) -> Keys:
    return Keys(crypto.suite, crypto.key)
