"""Our voice section, written: payload types, direction, keys, ICE (RFC 3264, 4568, 5763, 8643, 8839).

Promises numbers and keys that stay the same through a call. Refuses to judge what the peer says, beyond whether it can
be protected as our terms want.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from agent_desktop.sip.audio_terms import Agreed, Dtls, Terms, Unacceptable
from agent_desktop.sip.sdp import Line, Sdp, Section
from agent_desktop.sip.sdp_attributes import (
    STATIC,
    SUITES,
    Codec,
    Crypto,
    Direction,
    codecs_of,
    cryptos_of,
    fingerprints_of,
    ice_of,
)

#: 96 for digits: some peers send theirs as 96, whatever was agreed. 110, 111 and 126 as browsers have them.
_FIRST_CHOICE = {
    ("telephone-event", 8000): 96,
    ("telephone-event", 48000): 110,
    ("opus", 48000): 111,
}
_PLAIN = frozenset({"RTP/AVP", "RTP/AVPF"})
_SDES = frozenset({"RTP/SAVP", "RTP/SAVPF"})
_DTLS = frozenset({"UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF"})
#: Bytes in one sample of digits: all sixteen that a telephone has.
_DIGITS = "0-15"


def supported(terms: Terms, offer: Sdp, section: Section, was_secure: bool) -> bool:
    """Whether the section would be encrypted. Raises `Unacceptable` when it is less, or more, than our terms want.

    A plain protocol with keys means encryption if both can (RFC 8643).
    """
    protocol = section.protocol.upper()
    if protocol not in _PLAIN | _SDES | _DTLS:
        raise Unacceptable("the offer has no protocol that we know")
    by_dtls = terms.fingerprint is not None and bool(fingerprints_of(offer, section))
    by_sdes = _choose_key(terms, section) is not None
    possible = {
        "plain": by_dtls or by_sdes,
        "sdes": by_sdes or by_dtls,  # RFC 5763 peers that leave out the UDP/TLS
        "dtls": by_dtls,
    }["plain" if protocol in _PLAIN else "sdes" if protocol in _SDES else "dtls"]
    if terms.encryption == "none":
        if protocol not in _PLAIN:
            raise Unacceptable("the offer is encrypted, and encryption is switched off here")
        if was_secure:
            raise Unacceptable("the call is encrypted and cannot go on without")
        return False
    if not possible and (protocol not in _PLAIN or terms.encryption == "required"):
        raise Unacceptable("the offer has no encryption that we can use")
    if not possible and was_secure:
        raise Unacceptable("the peer would go on without encryption")
    return possible


class Writer:
    """Writes the section of one dialog. `keys` gives so many bytes that nobody can guess."""

    def __init__(self, keys: Callable[[int], bytes]) -> None:
        self._keys = keys
        self._made: dict[str, bytes] = {}
        self._types: dict[tuple[str, int, int], int] = {}

    def __deepcopy__(self, memo: object) -> Writer:
        made = Writer(self._keys)
        made._made, made._types = dict(self._made), dict(self._types)
        return made

    def offer(self, terms: Terms, direction: Direction, before: Agreed | None, was: str) -> Section:
        """The section of an offer. What was agreed `before`, as the protocol `was`, keeps its protection."""
        by_dtls, encrypted, protocol = (
            terms.fingerprint is not None,
            terms.encryption != "none",
            was,
        )
        if before is not None and before.security is not None:
            by_dtls, encrypted = isinstance(before.security, Dtls), True
        elif terms.encryption != "required":
            protocol = "RTP/AVP"
        else:
            protocol = "UDP/TLS/RTP/SAVPF" if by_dtls else "RTP/SAVP"
        types = self._numbers(terms)
        lines = [Line("a", f"mid:{before.mid}")] if before is not None and before.mid else []
        lines += self._codec_lines(types, terms)
        lines.append(Line("a", direction))
        lines += self._rtcp_lines(terms, terms.rtcp_mux)
        if encrypted and by_dtls:
            lines += _fingerprint_lines(terms, "actpass")
        elif encrypted:
            lines += [key.line() for key in self._offered_keys(terms)]
        lines += _ice_lines(terms)
        return Section("audio", terms.port, protocol, tuple(map(str, types)), tuple(lines))

    def answer(
        self,
        terms: Terms,
        offer: Sdp,
        section: Section,
        direction: Direction,
        role: Literal["client", "server"] | None,
    ) -> Section:
        """The section of an answer, in their numbers. `role` is ours in a DTLS association that exists."""
        ours = {codec.key: codec for codec in self._codecs(terms)}
        theirs = {number: one for number, one in codecs_of(section).items() if one.key in ours}
        order = [codec.key for codec in terms.codecs]
        ranked = sorted(theirs, key=lambda n: _rank(theirs[n].key, order))
        types = {number: ours[theirs[number].key] for number in ranked}
        for number, codec in types.items():
            self._types.setdefault(codec.key, number)
        lines = [Line("a", f"mid:{mid}") for mid in section.attributes("mid")[:1]]
        lines += self._codec_lines(types, terms)
        lines.append(Line("a", direction))
        lines += self._rtcp_lines(terms, terms.rtcp_mux and bool(section.attributes("rtcp-mux")))
        if terms.encryption != "none":
            lines += self._answering_keys(terms, offer, section, role)
        if ice_of(offer, section) is not None:
            lines += _ice_lines(terms)
        formats = tuple(map(str, types))
        return Section("audio", terms.port, section.protocol, formats, tuple(lines))

    def _codecs(self, terms: Terms) -> list[Codec]:
        found = list(terms.codecs)
        if terms.comfort_noise and any(codec.clock == 8000 for codec in terms.codecs):
            found.append(Codec("CN", 8000))
        if terms.dtmf:
            clocks = dict.fromkeys([codec.clock for codec in terms.codecs] + [8000])
            found += [Codec("telephone-event", clock, 1, _DIGITS) for clock in clocks]
        return found

    def _numbers(self, terms: Terms) -> dict[int, Codec]:
        """Payload types for an offer: what was used in this call, the static ones, else free ones."""
        static = {(name.lower(), clock, n): number for number, (name, clock, n) in STATIC.items()}
        found: dict[int, Codec] = {}
        for codec in self._codecs(terms):
            number = self._types.get(codec.key, static.get(codec.key))
            if number is None:
                used = set(self._types.values()) | set(found)
                wanted = _FIRST_CHOICE.get((codec.name.lower(), codec.clock), 97)
                number = next(
                    one
                    for one in [wanted, *range(97, 110), *range(112, 128), 110, 111]
                    if one not in used
                )
            self._types[codec.key] = number
            found[number] = codec
        return found

    def _codec_lines(self, types: dict[int, Codec], terms: Terms) -> list[Line]:
        lines = []
        for number, codec in types.items():
            lines.append(Line("a", f"rtpmap:{number} {codec.rtpmap}"))
            if codec.parameters:
                lines.append(Line("a", f"fmtp:{number} {codec.parameters}"))
        return [*lines, Line("a", f"ptime:{terms.ptime}")]

    def _rtcp_lines(self, terms: Terms, mux: bool) -> list[Line]:
        lines = [Line("a", f"rtcp:{terms.rtcp_port}")] if terms.rtcp_port else []
        return [*lines, Line("a", "rtcp-mux")] if mux else lines

    def _key(self, suite: str) -> bytes:
        if suite not in self._made:
            self._made[suite] = self._keys(SUITES[suite])
        return self._made[suite]

    def _offered_keys(self, terms: Terms) -> list[Crypto]:
        return [Crypto(tag, suite, self._key(suite)) for tag, suite in enumerate(terms.suites, 1)]

    def _answering_keys(
        self,
        terms: Terms,
        offer: Sdp,
        section: Section,
        role: Literal["client", "server"] | None,
    ) -> list[Line]:
        if terms.fingerprint is not None and fingerprints_of(offer, section):
            setup = next(iter(offer.inherited(section, "setup")), "actpass")
            if setup == "active":
                return _fingerprint_lines(terms, "passive")
            keeps = role == "server" and setup == "actpass"
            return _fingerprint_lines(terms, "passive" if keeps else "active")
        key = _choose_key(terms, section)
        return [Crypto(key.tag, key.suite, self._key(key.suite)).line()] if key is not None else []


def _choose_key(terms: Terms, section: Section) -> Crypto | None:
    """The best of their keys, by our preference."""
    keys = [key for key in cryptos_of(section) if key.suite in terms.suites]
    return min(keys, key=lambda key: terms.suites.index(key.suite), default=None)


def _rank(key: tuple[str, int, int], order: list[tuple[str, int, int]]) -> int:
    return order.index(key) if key in order else len(order)


def _fingerprint_lines(terms: Terms, setup: str) -> list[Line]:
    if terms.fingerprint is None:
        return []
    text = f"fingerprint:{terms.fingerprint.algorithm} {terms.fingerprint.value}"
    return [Line("a", text), Line("a", f"setup:{setup}")]


def _ice_lines(terms: Terms) -> list[Line]:
    ice = terms.ice
    if ice is None:
        return []
    lines = [Line("a", f"ice-ufrag:{ice.ufrag}"), Line("a", f"ice-pwd:{ice.password}")]
    if ice.trickle:
        lines.append(Line("a", "ice-options:trickle"))
    lines += [Line("a", f"candidate:{candidate}") for candidate in ice.candidates]
    return [*lines, Line("a", "end-of-candidates")] if ice.complete else lines
