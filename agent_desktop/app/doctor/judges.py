"""The judges of the hub, the network on the way, and this computer: facts in, findings out. Pure.

Promises a sentence for whatever was measured, and advice wherever something can be done. Refuses to guess: what was not
measured is said to be unknown.
"""

import re
from typing import Final

from agent_desktop.app.doctor.facts import Answer, Disk, Names, Reach, Reached, Screen, Sound, Way
from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.words import tr

SLOW_NAMES_MS: Final = 1_000
CLOCK_S: Final = 300
LEAST_DISK, SCARCE_DISK = 200 * 1024**2, 1024**3
FULL_MTU: Final = 1_400

_GOOD, _WARN, _BAD, _UNKNOWN = Verdict.GOOD, Verdict.WARNING, Verdict.BAD, Verdict.UNKNOWN
_VPN_NAME = re.compile(
    r"(tun|tap|wg|utun|ppp|ipsec|zt|tailscale|nordlynx|proton|cscotun|gpd|vpn)\w*(-\w+)*", re.I
)
_VPN_ABOUT = re.compile(
    r"vpn|wireguard|openvpn|tap-windows|wintun|anyconnect|globalprotect|forti|pangp|tailscale", re.I
)
#: Houses whose programs open encrypted connections on the way, by what stands in their certificates.
_OPENERS = re.compile(
    r"zscaler|netskope|fortinet|fortigate|palo alto|sophos|blue ?coat|symantec|mcafee|forcepoint|"
    r"cisco umbrella|kaspersky|eset|avast|avg|bitdefender|barracuda|check ?point|watchguard|untangle",
    re.I,
)
#: OpenSSL's codes (x509_vfy.h).
_NOT_YET, _EXPIRED = 9, 10
_WRONG_NAME: Final = frozenset({62, 64})  # of a name, of an address
_UNKNOWN_SIGNER: Final = frozenset({18, 19, 20, 21})


def judge_names(facts: Names) -> Finding:
    """Whether a name is found."""
    check = "names"
    if facts.addresses:
        if facts.took_ms > SLOW_NAMES_MS:
            advice = tr("Calls begin late. Try another network, or ask who runs this one.")
            return _said(check, _WARN, tr("Looking up names is slow here."), advice)
        return _said(check, _GOOD, tr("{host} is found.", host=facts.host))
    if facts.timed_out:
        advice = tr(
            "Check that this computer has a network at all; then the DNS server in its settings."
        )
        return _said(check, _BAD, tr("Nobody answers when a name is looked up."), advice)
    advice = tr(
        "Check the address for typing errors. If it is right, connect the VPN that it may need."
    )
    return _said(check, _BAD, tr("{host} is not known in this network.", host=facts.host), advice)


def judge_hub(facts: Answer) -> Finding:
    """Whether the hub answers, or something in its place."""
    check, host = "hub", facts.host
    match facts.reach:
        case Reach.ANSWERED:
            return _answered(facts)
        case Reach.UNTRUSTED:
            return _untrusted(facts)
        case Reach.NO_TLS:
            advice = tr(
                "If the address is right, a sign-in page or a filter is in the way: open a browser."
            )
            return _said(
                check, _BAD, tr("What answers for {host} does not speak TLS.", host=host), advice
            )
        case Reach.NO_NAME:
            return _said(
                check, _BAD, tr("{host} could not be asked: its name is not found.", host=host)
            )
        case Reach.REFUSED:
            advice = tr(
                "Ask the administrator whether the hub runs, and whether the port is right."
            )
            return _said(check, _BAD, tr("{host} is there, but no hub listens.", host=host), advice)
        case Reach.TIMED_OUT:
            advice = tr("A firewall may swallow it. Try another network, such as a telephone's.")
            return _said(check, _BAD, tr("{host} does not answer.", host=host), advice)
        case Reach.BROKEN:
            advice = tr("Try again; if it stays so, a filter on the way cuts the connection.")
            return _said(check, _BAD, tr("The connection to {host} breaks off.", host=host), advice)


def _answered(facts: Answer) -> Finding:
    check, host = "hub", facts.host
    if facts.healthy:
        return _said(
            check,
            _GOOD,
            tr("The hub at {host} answers ({took_ms} ms).", host=host, took_ms=facts.took_ms),
        )
    html = facts.kind.startswith("text/html")
    if 300 <= facts.status < 400 or facts.status == 511 or (html and facts.status < 400):
        words = tr("A sign-in page of your network is in the way of the hub.")
        advice = tr("Open a browser, sign in to the network, and try again.")
        return _said(check, _BAD, words, advice)
    if facts.status in (502, 503, 504):
        words = tr(
            "{host} answers, but the hub behind it does not (status {status}).",
            host=host,
            status=facts.status,
        )
        return _said(check, _BAD, words, tr("Ask the administrator; the hub may be starting."))
    if facts.status == 407 or html:
        words = tr(
            "Something other than the hub answers for {host} (status {status}).",
            host=host,
            status=facts.status,
        )
        return _said(
            check, _BAD, words, tr("A proxy or filter may be in the way: ask who runs it.")
        )
    words = tr(
        "What answers for {host} is not a hub (status {status}).", host=host, status=facts.status
    )
    return _said(check, _BAD, words, tr("Check the address."))


def _untrusted(facts: Answer) -> Finding:
    check, host, code = "hub", facts.host, facts.verify_code
    if _OPENERS.search(facts.issuer):
        words = tr("A program or a filter on the way opens encrypted connections.")
        advice = tr("Ask who runs it to leave the hub's address out: calls are hindered by it.")
        return _said(check, _BAD, words, advice)
    if code == _NOT_YET:
        words = tr("The certificate of {host} is not valid yet.", host=host)
        return _said(check, _BAD, words, tr("The clock of this computer is probably slow: set it."))
    if code == _EXPIRED:
        words = tr("The certificate of {host} has expired.", host=host)
        advice = tr("Check this computer's date first; if it is right, tell the administrator.")
        return _said(check, _BAD, words, advice)
    if code in _WRONG_NAME:
        words = tr("The certificate that answers for {host} is for another name.", host=host)
        advice = tr("A sign-in page may be in the way: open a browser. Else check the address.")
        return _said(check, _BAD, words, advice)
    if code in _UNKNOWN_SIGNER:
        words = tr("This computer does not know who signed the certificate of {host}.", host=host)
        advice = tr(
            "A filter on the way may open connections, or the hub's authority is not installed here:"
            " ask the administrator, and do not go on with a password."
        )
        return _said(check, _BAD, words, advice)
    return _said(
        check,
        _BAD,
        tr("The certificate of {host} is not believed.", host=host),
        tr("Tell the administrator."),
    )


def judge_clock(facts: Answer) -> Finding:
    """Whether this computer's clock is right, by the hub's."""
    check = "clock"
    if facts.clock_s is None:
        return _said(check, _UNKNOWN, tr("The clock was not compared: the hub told no time."))
    if abs(facts.clock_s) <= CLOCK_S:
        return _said(check, _GOOD, tr("The clock agrees with the hub's."))
    minutes = abs(facts.clock_s) // 60
    if facts.clock_s > 0:
        words = tr("This computer's clock is {n} minutes fast.", n=minutes)
    else:
        words = tr("This computer's clock is {n} minutes slow.", n=minutes)
    return _said(
        check, _WARN, words, tr("Let the system set it: certificates and passwords depend on it.")
    )


def judge_way(facts: Way) -> Finding:
    """Whether a VPN carries the way to the hub."""
    check = "vpn"
    if not facts.interface:
        return _said(check, _UNKNOWN, tr("The way to the hub is not told by this system."))
    vpn = _VPN_NAME.fullmatch(facts.interface) or _VPN_ABOUT.search(facts.about)
    if vpn is None:
        return _said(check, _GOOD, tr("The way to the hub goes through no VPN."))
    words = tr("A VPN carries the way to the hub ({interface}).", interface=facts.interface)
    advice = tr(
        "Sound gets late in it. Ask for a split tunnel that leaves out the hub and its TURN server."
    )
    if 0 < facts.mtu < FULL_MTU:
        small = tr(
            "Its packets hold {n} bytes only, so large messages may vanish (MTU).", n=facts.mtu
        )
        advice = f"{advice} {small}"
    return _said(check, _WARN, words, advice)


def judge_telephone(facts: Reached | None) -> Finding:
    """Whether a telephone system can be reached."""
    check = "telephone"
    if facts is None:
        return _said(check, _UNKNOWN, tr("A telephone system could not be tried in time."))
    host = facts.host
    match facts.reach:
        case Reach.ANSWERED:
            return _said(
                check,
                _GOOD,
                tr(
                    "The telephone system {host} answers ({transport}).",
                    host=host,
                    transport=facts.transport,
                ),
            )
        case Reach.UNTRUSTED | Reach.NO_TLS:
            words = tr(
                "The telephone system {host} is not believed: its certificate is not good.",
                host=host,
            )
            return _said(
                check, _BAD, words, tr("Tell its administrator; calls are not made like this.")
            )
        case Reach.NO_NAME:
            words = tr("The telephone system {host} is not known in this network.", host=host)
            return _said(check, _BAD, words, tr("Check its address; it may need a VPN."))
        case Reach.TIMED_OUT if facts.transport == "udp":
            words = tr("The telephone system {host} does not answer by UDP.", host=host)
            return _said(
                check, _WARN, words, tr("Choose TLS or TCP in the account, where it offers them.")
            )
        case _:
            words = tr(
                "The telephone system {host} does not answer ({transport}).",
                host=host,
                transport=facts.transport,
            )
            return _said(
                check, _BAD, words, tr("A firewall may be in the way; check port and network.")
            )


def judge_sound(facts: Sound | None) -> Finding:
    """Whether there is something to speak into and to hear with."""
    check = "sound"
    if facts is None:
        words = tr("The system did not say in time which sound devices there are.")
        return _said(check, _WARN, words, tr("Unplug the headset and plug it in again."))
    if facts.missing:
        return _said(check, _BAD, tr("There is no sound system for calls on this computer."))
    if facts.microphones and facts.speakers:
        words = tr(
            "Microphones: {microphones}, speakers: {speakers}.",
            microphones=facts.microphones,
            speakers=facts.speakers,
        )
        return _said(check, _GOOD, words)
    if facts.speakers:
        words = tr("There is no microphone.")
    elif facts.microphones:
        words = tr("There is nothing to hear with.")
    else:
        words = tr("There is no microphone and nothing to hear with.")
    advice = tr("Plug a headset in, and allow its use in the system's settings.")
    return _said(check, _BAD, words, advice)


def judge_keychain(status: str | None) -> Finding:
    """Whether passwords can be kept; `status` as `store.keys.KeyStatus` has it."""
    check = "keychain"
    if status is None:
        return _said(
            check,
            _WARN,
            tr("The system's keychain does not answer."),
            tr("Unlock it, and try again."),
        )
    if status == "secure":
        return _said(
            check, _GOOD, tr("The system's keychain keeps passwords and the history's key.")
        )
    if status in ("passphrase_needed", "unlocked"):
        return _said(check, _GOOD, tr("A passphrase protects passwords and history."))
    advice = tr("Without one a passphrase is asked for, or nothing is kept on this computer.")
    return _said(check, _WARN, tr("There is no secure keychain."), advice)


def judge_disk(facts: Disk) -> Finding:
    """Whether there is room to save."""
    check, megabytes = "disk", facts.free // 1024**2
    if not facts.writable:
        return _said(check, _BAD, tr("The data folder cannot be written."), tr("Check its rights."))
    if facts.free < LEAST_DISK:
        words = tr("The disk is full: {megabytes} MB are left.", megabytes=megabytes)
        return _said(
            check, _BAD, words, tr("Free some space: replies and recordings cannot be saved.")
        )
    if facts.free < SCARCE_DISK:
        return _said(
            check,
            _WARN,
            tr("The disk is nearly full: {megabytes} MB are left.", megabytes=megabytes),
            tr("Free some space."),
        )
    return _said(check, _GOOD, tr("There is room on the disk ({n} GB).", n=facts.free // 1024**3))


def judge_screen(facts: Screen) -> Finding:
    """Whether a window can be shown, and whether payment pages can be seen."""
    check = "display"
    if not facts.there:
        return _said(check, _WARN, tr("There is no display: the program runs without a window."))
    by_hand = tr(
        "Pause recordings by hand, or let the payment program call `agent-desktop shield on`."
    )
    match facts.sight:
        case "some" | "nothing":
            words = tr(
                "Wayland does not tell which window is in front: payment pages are not seen."
            )
            return _said(
                check,
                _WARN,
                words,
                f"{by_hand} {tr('Push to talk works in our own window only.')}",
            )
        case "programs":
            words = tr(
                "macOS tells names of programs only: payment pages in browsers are not seen."
            )
            return _said(check, _WARN, words, by_hand)
        case _:
            return _said(check, _GOOD, tr("Windows can be shown, and payment pages be seen."))


def _said(check: str, verdict: Verdict, words: str, advice: str = "") -> Finding:
    return Finding(check=check, verdict=verdict, words=words, advice=advice)
