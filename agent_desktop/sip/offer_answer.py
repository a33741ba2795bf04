"""Offer and answer for the voice of a call (RFC 3264): what we say, what they say, what both keep to.

Promises one exchange at a time; sections that keep their places; payload types that keep their meaning; that a call
which was encrypted stays so, whatever a later description says. Refuses (`Unacceptable`) calls without a common codec,
or with less protection than our terms want; video and all else are refused inside the description, with port 0.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Literal

from agent_desktop.sip.audio_section import Writer, supported
from agent_desktop.sip.audio_terms import Agreed, Dtls, Sdes, Terms, Unacceptable, WrongMoment
from agent_desktop.sip.sdp import BadSdp, Line, Sdp, Section, connection
from agent_desktop.sip.sdp_attributes import (
    Codec,
    Direction,
    both,
    codecs_of,
    cryptos_of,
    direction_of,
    fingerprints_of,
    ice_of,
    most_ptime_of,
    ptime_of,
    receives,
    rtcp_of,
    turned,
)

#: What RFC 2543 put into c= to hold a call, and ICE puts there when nothing is known yet.
NOWHERE = frozenset({"0.0.0.0", "::"})


class Negotiation:
    """The descriptions of one dialog. `keys` gives so many bytes that nobody can guess; `session_id` names our side.

    Ours to offer: `offer`, then `accept` their answer. Theirs: `consider` their offer, then `answer` it. `withdraw`
    forgets an exchange that failed; what was `agreed` before still holds.
    """

    def __init__(self, session_id: int, keys: Callable[[int], bytes]) -> None:
        self.agreed: Agreed | None = None
        self._id = session_id
        self._version = 0
        self._writer = Writer(keys)
        self._ours: Sdp | None = None  # what we said last, pending or agreed
        self._settled: Sdp | None = None  # what we said last that was agreed
        self._terms: Terms | None = None
        self._theirs: Sdp | None = None
        self._role: Literal["client", "server"] | None = None
        self._waiting: Literal["none", "theirs", "ours"] = "none"

    @property
    def waiting(self) -> Literal["none", "theirs", "ours"]:
        """Whose answer an open offer waits for."""
        return self._waiting

    def fork(self) -> Negotiation:
        """The same for another dialog out of the same offer."""
        return copy.deepcopy(self)

    def withdraw(self) -> None:
        """The open offer was refused, or another came across it: all is as before."""
        self._waiting, self._theirs, self._terms = "none", None, None
        self._ours = self._settled

    def offer(self, terms: Terms) -> Sdp:
        """Our offer, first or new. Raises `WrongMoment` while another is open."""
        if self._waiting != "none":
            raise WrongMoment("an offer is open already")
        wish: Direction = "sendrecv"
        if terms.hold:
            held = self.agreed is not None and self.agreed.held_by_them
            wish = "inactive" if held else "sendonly"
        old = self._settled.sections if self._settled is not None else ()
        place = next((i for i, one in enumerate(old) if one.port), 0)
        was = old[place].protocol if old else "RTP/AVP"
        audio = self._writer.offer(terms, wish, self.agreed, was)
        sections = [one.refused() for one in old] or [audio]
        sections[place] = audio
        self._terms, self._waiting = terms, "theirs"
        groups = () if self._settled is None else _group_lines(self._settled)
        return self._say(terms, sections, groups)

    def accept(self, answer: Sdp) -> Agreed:
        """Their answer to our offer. Raises `WrongMoment`; `BadSdp` or `Unacceptable`, and the offer is withdrawn."""
        terms, ours = self._terms, self._ours
        if self._waiting != "theirs" or terms is None or ours is None:
            raise WrongMoment("no offer of ours is open")
        try:
            if len(answer.sections) != len(ours.sections):
                raise BadSdp("the answer has another number of sections than the offer")
            place = next(i for i, one in enumerate(ours.sections) if one.port)
            mine, section = ours.sections[place], answer.sections[place]
            if section.kind != mine.kind or section.port == 0:
                raise Unacceptable("the peer takes no voice")
            if section.protocol.upper() != mine.protocol.upper():
                raise BadSdp("the answer changes the protocol of the offer")
            agreed = self._agree(terms, mine, answer, section, answering=False)
        except (BadSdp, Unacceptable):
            self.withdraw()
            raise
        self._settle(agreed)
        return agreed

    def consider(self, offer: Sdp) -> None:
        """Their offer. Raises `WrongMoment` when ours is open (glare: answer 491)."""
        if self._waiting == "theirs":
            raise WrongMoment("our own offer is open")
        self._theirs, self._waiting = offer, "ours"

    def answer(self, terms: Terms) -> tuple[Sdp, Agreed]:
        """Our answer to their offer. Raises `WrongMoment`; `BadSdp` or `Unacceptable`, and the offer is withdrawn."""
        offer = self._theirs
        if self._waiting != "ours" or offer is None:
            raise WrongMoment("no offer of theirs is open")
        try:
            place = self._choose(terms, offer)
            section = offer.sections[place]
            wish: Direction = "sendonly" if terms.hold else "sendrecv"
            direction = both(turned(self._effective(offer, section)), wish)
            audio = self._writer.answer(terms, offer, section, direction, self._role)
            agreed = self._agree(terms, audio, offer, section, answering=True)
        except (BadSdp, Unacceptable):
            self.withdraw()
            raise
        sections = [one.refused() for one in offer.sections]
        sections[place] = audio
        sdp = self._say(terms, sections, _bundle(offer, agreed.mid))
        self._settle(agreed)
        return sdp, agreed

    # Inside

    def _say(self, terms: Terms, sections: list[Section], groups: tuple[Line, ...]) -> Sdp:
        lines = [Line("s", "-"), Line("c", connection(terms.address)), Line("t", "0 0"), *groups]
        if terms.ice is not None and terms.ice.lite:
            lines.append(Line("a", "ice-lite"))
        # RFC 3264, 8: the version rises by one, and only when something changed.
        same = self._settled is not None and (
            self._settled.lines[1:] == tuple(lines) and self._settled.sections == tuple(sections)
        )
        self._version += 0 if same else 1
        origin = f"- {self._id} {self._version} {connection(terms.address)}"
        self._ours = Sdp((Line("o", origin), *lines), tuple(sections))
        return self._ours

    def _settle(self, agreed: Agreed) -> None:
        self.agreed, self._settled = agreed, self._ours
        self._waiting, self._theirs, self._terms = "none", None, None
        if isinstance(agreed.security, Dtls):
            self._role = agreed.security.role

    def _choose(self, terms: Terms, offer: Sdp) -> int:
        """Which section is to be the voice: the one that is it already, else the best protected that we can take."""
        old = self._settled.sections if self._settled is not None else ()
        taken = next((i for i, one in enumerate(old) if one.port), None)
        places = [i for i in range(len(offer.sections)) if taken in {None, i}]
        why = "the offer has no voice"
        best: tuple[bool, int] | None = None
        for place in places:
            section = offer.sections[place]
            if section.kind != "audio" or not _is_open(offer, section):
                continue
            try:
                secure = supported(terms, offer, section, self._was_secure)
                _common(terms, section)
            except Unacceptable as error:
                why = error.why
                continue
            if best is None or secure > best[0]:
                best = (secure, place)
        if best is None:
            raise Unacceptable(why)
        return best[1]

    @property
    def _was_secure(self) -> bool:
        return self.agreed is not None and self.agreed.security is not None

    def _effective(self, sdp: Sdp, section: Section) -> Direction:
        """What they want, holding in the old way included (RFC 3264, 8.4)."""
        direction = direction_of(sdp, section)
        if sdp.address_of(section) in NOWHERE and ice_of(sdp, section) is None:
            return both(direction, "sendonly")
        return direction

    def _agree(
        self, terms: Terms, mine: Section, theirs: Sdp, section: Section, *, answering: bool
    ) -> Agreed:
        send_type, codec, common = _common(terms, section)
        host = theirs.address_of(section)
        wants = self._effective(theirs, section)
        ours = direction_of(Sdp(()), mine)
        ice = ice_of(theirs, section) if terms.ice is not None else None
        if ice is None and terms.needs_ice:
            raise Unacceptable("the peer has no ICE")
        mux = bool(section.attributes("rtcp-mux")) and bool(mine.attributes("rtcp-mux"))
        before = self.agreed.ice if self.agreed is not None else None
        digits = [(number, one) for number, one in common.items() if _is_digits(one)]
        digits.sort(key=lambda pair: pair[1].clock != codec.clock)
        return Agreed(
            send_type=send_type,
            send_codec=codec,
            receive_types=codecs_of(mine),
            remote=(host, section.port),
            remote_rtcp=None if mux else rtcp_of(section, host),
            direction=both(ours, turned(wants)),
            security=self._security(mine, theirs, section, answering=answering),
            dtmf_type=(digits[0][0], digits[0][1].clock) if digits else None,
            comfort_noise_type=next(
                (n for n, one in common.items() if one.name.upper() == "CN"), None
            ),
            ptime=ptime_of(section),
            most_ptime=most_ptime_of(section),
            ice=ice,
            ice_restarted=before is not None and ice is not None and before.ufrag != ice.ufrag,
            held_by_us=terms.hold,
            held_by_them=not receives(wants),
            mid=section.attribute("mid"),
        )

    def _security(
        self, mine: Section, theirs: Sdp, section: Section, *, answering: bool
    ) -> Sdes | Dtls | None:
        """What protects the call, by what both descriptions say."""
        keys, prints = cryptos_of(section), fingerprints_of(theirs, section)
        own = cryptos_of(mine)
        if mine.attributes("fingerprint") and prints:
            setup = (mine if answering else section).attribute("setup")
            if setup is None and not answering:
                setup = next(iter(theirs.attributes("setup")), None)
            active_is_us = (setup == "active") if answering else (setup == "passive")
            return Dtls("client" if active_is_us else "server", prints)
        for key in own:
            match = [one for one in keys if (one.tag, one.suite) == (key.tag, key.suite)]
            if match:
                return Sdes(key, match[0])
        if "SAVP" in mine.protocol.upper():
            raise Unacceptable("the peer gives no key that we can use")
        if self._was_secure:
            raise Unacceptable("the peer would go on without encryption")
        return None


def _common(terms: Terms, section: Section) -> tuple[int, Codec, dict[int, Codec]]:
    """(payload type, codec) to send with, by our preference, and all of theirs that we know. Raises `Unacceptable`."""
    theirs = codecs_of(section)
    wanted = {codec.key for codec in terms.codecs}
    known = {
        number: codec
        for number, codec in theirs.items()
        if codec.key in wanted
        or (terms.dtmf and _is_digits(codec))
        or (terms.comfort_noise and codec.name.upper() == "CN")
    }
    for ours in terms.codecs:
        for number, codec in known.items():
            if codec.key == ours.key:
                return number, codec, known
    raise Unacceptable("there is no codec that both know")


def _is_digits(codec: Codec) -> bool:
    return codec.name.lower() == "telephone-event"


def _is_open(sdp: Sdp, section: Section) -> bool:
    """Whether a section is not refused; within a bundle it may stand without a port of its own (RFC 9143, 6)."""
    return section.port > 0 or (
        bool(section.attributes("bundle-only")) and bool(_groups(sdp, section))
    )


def _groups(sdp: Sdp, section: Section) -> list[str]:
    mid = section.attribute("mid")
    return [
        value
        for value in sdp.attributes("group")
        if value.split()[:1] == ["BUNDLE"] and mid in value.split()[1:]
    ]


def _group_lines(sdp: Sdp) -> tuple[Line, ...]:
    return tuple(Line("a", f"group:{value}") for value in sdp.attributes("group"))


def _bundle(offer: Sdp, mid: str | None) -> tuple[Line, ...]:
    """The group of our answer: of a bundle only the voice is left (RFC 9143, 7.3)."""
    for value in offer.attributes("group"):
        words = value.split()
        if mid is not None and words[:1] == ["BUNDLE"] and mid in words[1:]:
            return (Line("a", f"group:BUNDLE {mid}"),)
    return ()
