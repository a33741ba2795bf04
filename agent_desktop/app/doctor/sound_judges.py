"""The judges of the way that sound takes: UDP, relays, and how a stream like a call's arrives. Pure.

The limits are those at which speech begins to suffer: 150 ms one way (ITU-T G.114), 2 % of loss, 30 ms of jitter.
"""

from collections.abc import Sequence
from statistics import fmean, median
from typing import Final

from agent_desktop.app.doctor.facts import Stream, Stun
from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.words import tr

LOSS_WARN, LOSS_BAD = 0.02, 0.08
JITTER_WARN_MS, JITTER_BAD_MS = 30.0, 80.0
ROUND_WARN_MS, ROUND_BAD_MS = 300.0, 600.0
TLS_PORT: Final = 443
#: What a call makes do with on a full line, with all headers; see `media.thrift`.
LEAST_KBITS: Final = 25

_GOOD, _WARN, _BAD, _UNKNOWN = Verdict.GOOD, Verdict.WARNING, Verdict.BAD, Verdict.UNKNOWN


def judge_udp(facts: Sequence[Stun]) -> Finding:
    """Whether sound can go by UDP."""
    asked = [one for one in facts if one.transport == "udp"]
    if not asked:
        words = tr("UDP was not tried: no server that helps sound through firewalls is named.")
        return _said(
            "udp", _UNKNOWN, words, tr("Where it is blocked, calls need a TURN server by TLS.")
        )
    if any(one.answered for one in asked):
        return _said("udp", _GOOD, tr("Sound can go by UDP, the fast way."))
    if any(one.answered for one in facts if one.relays):
        words = tr("UDP is blocked here: sound takes the detour by the relay, and is later.")
        return _said(
            "udp", _WARN, words, tr("Ask who runs the network to let UDP to the TURN server out.")
        )
    advice = tr(
        "Ask who runs the network to let UDP out, or the administrator for TURN by TLS on port 443."
    )
    return _said(
        "udp", _BAD, tr("UDP is blocked here, and no relay answers: calls have no sound."), advice
    )


def judge_relay(facts: Sequence[Stun]) -> Finding:
    """Whether there is a way that every firewall lets through: TURN by TLS."""
    asked = [one for one in facts if one.transport == "tls" and one.relays]
    if not asked:
        words = tr("No relay by TLS is named: in strict networks calls have no sound.")
        return _said(
            "relay", _UNKNOWN, words, tr("Administrators can name one: TURN by TLS on port 443.")
        )
    if any(one.answered for one in asked):
        ports = sorted({one.port for one in asked if one.answered})
        if TLS_PORT in ports:
            return _said(
                "relay", _GOOD, tr("The relay by TLS answers on port 443, also in strict networks.")
            )
        words = tr("The relay by TLS answers on port {port}.", port=ports[0])
        return _said(
            "relay", _GOOD, words, tr("On port 443 it would be let through by more firewalls.")
        )
    if any(one.untrusted for one in asked):
        words = tr("The relay's certificate is not believed.")
        return _said(
            "relay", _BAD, words, tr("A filter may open connections; tell the administrator.")
        )
    udp = any(one.answered for one in facts if one.transport == "udp")
    words = tr("The relay by TLS does not answer.")
    return _said(
        "relay", _WARN if udp else _BAD, words, tr("Tell the administrator; calls may lack sound.")
    )


def judge_stream(facts: Stream | None) -> Finding:
    """How a stream like a call's arrives."""
    check = "stream"
    if facts is None or not facts.sent:
        words = tr(
            "Loss, jitter and bandwidth were not measured: no server here sends packets back."
        )
        return _said(check, _UNKNOWN, words)
    loss = 1 - min(len(facts.times_ms), facts.sent) / facts.sent
    if not facts.times_ms:
        words = tr("Nothing of a stream like a call's comes through.")
        return _said(check, _BAD, words, tr("See what is said of UDP."))
    steps = [abs(b - a) for a, b in zip(facts.times_ms, facts.times_ms[1:], strict=False)]
    jitter = fmean(steps) if steps else 0.0
    there_and_back = median(facts.times_ms)
    told = tr(
        "loss {loss}%, jitter {jitter} ms, there and back {there_and_back} ms",
        loss=f"{100 * loss:.0f}",
        jitter=f"{jitter:.0f}",
        there_and_back=f"{there_and_back:.0f}",
    )
    if facts.least_sent and facts.least_came > (1 - LOSS_WARN) * facts.least_sent:
        words = tr(
            "The line is narrow: {loss}% of a call's full sound get lost, and its least"
            " ({kbits} kbit/s) comes through.",
            loss=f"{100 * loss:.0f}",
            kbits=LEAST_KBITS,
        )
        advice = tr("Calls make do with that and sound plainer. Stop other uploads and downloads.")
        return _said(check, _WARN, words, advice)
    bad = loss >= LOSS_BAD or jitter >= JITTER_BAD_MS or there_and_back >= ROUND_BAD_MS
    warn = loss >= LOSS_WARN or jitter >= JITTER_WARN_MS or there_and_back >= ROUND_WARN_MS
    if not (bad or warn):
        return _said(
            check, _GOOD, tr("A stream like a call's comes through well ({told}).", told=told)
        )
    advice = tr("Use a cable instead of Wi-Fi, and stop other uploads; else try another network.")
    if bad:
        words = tr("A stream like a call's comes through badly ({told}).", told=told)
        return _said(check, _BAD, words, advice)
    words = tr("A stream like a call's comes through with holes ({told}).", told=told)
    return _said(check, _WARN, words, advice)


def _said(check: str, verdict: Verdict, words: str, advice: str = "") -> Finding:
    return Finding(check=check, verdict=verdict, words=words, advice=advice)
