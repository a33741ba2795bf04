"""The judges of the hub, the network on the way, and this computer: facts in, findings out. Pure.

Promises a sentence for whatever was measured, and advice wherever something can be done. Refuses to guess: what was not
measured is said to be unknown.
"""

import re
from typing import Final

from agent_desktop.app.doctor.facts import Answer, Disk, Names, Reach, Reached, Screen, Sound, Way
from agent_desktop.app.doctor.findings import Finding, Verdict

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
            advice = "Calls begin late. Try another network, or ask who runs this one."
            return _said(check, _WARN, "Looking up names is slow here.", advice)
        return _said(check, _GOOD, f"{facts.host} is found.")
    if facts.timed_out:
        advice = (
            "Check that this computer has a network at all; then the DNS server in its settings."
        )
        return _said(check, _BAD, "Nobody answers when a name is looked up.", advice)
    advice = (
        "Check the address for typing errors. If it is right, connect the VPN that it may need."
    )
    return _said(check, _BAD, f"{facts.host} is not known in this network.", advice)


def judge_hub(facts: Answer) -> Finding:
    """Whether the hub answers, or something in its place."""
    check, host = "hub", facts.host
    match facts.reach:
        case Reach.ANSWERED:
            return _answered(facts)
        case Reach.UNTRUSTED:
            return _untrusted(facts)
        case Reach.NO_TLS:
            advice = (
                "If the address is right, a sign-in page or a filter is in the way: open a browser."
            )
            return _said(check, _BAD, f"What answers for {host} does not speak TLS.", advice)
        case Reach.NO_NAME:
            return _said(check, _BAD, f"{host} could not be asked: its name is not found.")
        case Reach.REFUSED:
            advice = "Ask the administrator whether the hub runs, and whether the port is right."
            return _said(check, _BAD, f"{host} is there, but no hub listens.", advice)
        case Reach.TIMED_OUT:
            advice = "A firewall may swallow it. Try another network, such as a telephone's."
            return _said(check, _BAD, f"{host} does not answer.", advice)
        case Reach.BROKEN:
            advice = "Try again; if it stays so, a filter on the way cuts the connection."
            return _said(check, _BAD, f"The connection to {host} breaks off.", advice)


def _answered(facts: Answer) -> Finding:
    check, host = "hub", facts.host
    if facts.healthy:
        return _said(check, _GOOD, f"The hub at {host} answers ({facts.took_ms} ms).")
    html = facts.kind.startswith("text/html")
    if 300 <= facts.status < 400 or facts.status == 511 or (html and facts.status < 400):
        words = "A sign-in page of your network is in the way of the hub."
        advice = "Open a browser, sign in to the network, and try again."
        return _said(check, _BAD, words, advice)
    if facts.status in (502, 503, 504):
        words = f"{host} answers, but the hub behind it does not (status {facts.status})."
        return _said(check, _BAD, words, "Ask the administrator; the hub may be starting.")
    if facts.status == 407 or html:
        words = f"Something other than the hub answers for {host} (status {facts.status})."
        return _said(check, _BAD, words, "A proxy or filter may be in the way: ask who runs it.")
    words = f"What answers for {host} is not a hub (status {facts.status})."
    return _said(check, _BAD, words, "Check the address.")


def _untrusted(facts: Answer) -> Finding:
    check, host, code = "hub", facts.host, facts.verify_code
    if _OPENERS.search(facts.issuer):
        words = "A program or a filter on the way opens encrypted connections."
        advice = "Ask who runs it to leave the hub's address out: calls are hindered by it."
        return _said(check, _BAD, words, advice)
    if code == _NOT_YET:
        words = f"The certificate of {host} is not valid yet."
        return _said(check, _BAD, words, "The clock of this computer is probably slow: set it.")
    if code == _EXPIRED:
        words = f"The certificate of {host} has expired."
        advice = "Check this computer's date first; if it is right, tell the administrator."
        return _said(check, _BAD, words, advice)
    if code in _WRONG_NAME:
        words = f"The certificate that answers for {host} is for another name."
        advice = "A sign-in page may be in the way: open a browser. Else check the address."
        return _said(check, _BAD, words, advice)
    if code in _UNKNOWN_SIGNER:
        words = f"This computer does not know who signed the certificate of {host}."
        advice = (
            "A filter on the way may open connections, or the hub's authority is not installed here:"
            " ask the administrator, and do not go on with a password."
        )
        return _said(check, _BAD, words, advice)
    return _said(
        check, _BAD, f"The certificate of {host} is not believed.", "Tell the administrator."
    )


def judge_clock(facts: Answer) -> Finding:
    """Whether this computer's clock is right, by the hub's."""
    check = "clock"
    if facts.clock_s is None:
        return _said(check, _UNKNOWN, "The clock was not compared: the hub told no time.")
    if abs(facts.clock_s) <= CLOCK_S:
        return _said(check, _GOOD, "The clock agrees with the hub's.")
    how = "fast" if facts.clock_s > 0 else "slow"
    words = f"This computer's clock is {abs(facts.clock_s) // 60} minutes {how}."
    return _said(
        check, _WARN, words, "Let the system set it: certificates and passwords depend on it."
    )


def judge_way(facts: Way) -> Finding:
    """Whether a VPN carries the way to the hub."""
    check = "vpn"
    if not facts.interface:
        return _said(check, _UNKNOWN, "The way to the hub is not told by this system.")
    vpn = _VPN_NAME.fullmatch(facts.interface) or _VPN_ABOUT.search(facts.about)
    if vpn is None:
        return _said(check, _GOOD, "The way to the hub goes through no VPN.")
    words = f"A VPN carries the way to the hub ({facts.interface})."
    advice = (
        "Sound gets late in it. Ask for a split tunnel that leaves out the hub and its TURN server"
    )
    if 0 < facts.mtu < FULL_MTU:
        advice += f"; its packets hold {facts.mtu} bytes only, so large messages may vanish (MTU)"
    return _said(check, _WARN, words, f"{advice}.")


def judge_telephone(facts: Reached | None) -> Finding:
    """Whether a telephone system can be reached."""
    check = "telephone"
    if facts is None:
        return _said(check, _UNKNOWN, "A telephone system could not be tried in time.")
    host = facts.host
    match facts.reach:
        case Reach.ANSWERED:
            return _said(check, _GOOD, f"The telephone system {host} answers ({facts.transport}).")
        case Reach.UNTRUSTED | Reach.NO_TLS:
            words = f"The telephone system {host} is not believed: its certificate is not good."
            return _said(
                check, _BAD, words, "Tell its administrator; calls are not made like this."
            )
        case Reach.NO_NAME:
            words = f"The telephone system {host} is not known in this network."
            return _said(check, _BAD, words, "Check its address; it may need a VPN.")
        case Reach.TIMED_OUT if facts.transport == "udp":
            words = f"The telephone system {host} does not answer by UDP."
            return _said(
                check, _WARN, words, "Choose TLS or TCP in the account, where it offers them."
            )
        case _:
            words = f"The telephone system {host} does not answer ({facts.transport})."
            return _said(
                check, _BAD, words, "A firewall may be in the way; check port and network."
            )


def judge_sound(facts: Sound | None) -> Finding:
    """Whether there is something to speak into and to hear with."""
    check = "sound"
    if facts is None:
        words = "The system did not say in time which sound devices there are."
        return _said(check, _WARN, words, "Unplug the headset and plug it in again.")
    if facts.missing:
        return _said(check, _BAD, "There is no sound system for calls on this computer.")
    lacks = []
    if not facts.microphones:
        lacks.append("no microphone")
    if not facts.speakers:
        lacks.append("nothing to hear with")
    if lacks:
        words = f"There is {' and '.join(lacks)}."
        return _said(
            check, _BAD, words, "Plug a headset in, and allow its use in the system's settings."
        )
    return _said(check, _GOOD, f"Microphones: {facts.microphones}, speakers: {facts.speakers}.")


def judge_keychain(status: str | None) -> Finding:
    """Whether passwords can be kept; `status` as `store.keys.KeyStatus` has it."""
    check = "keychain"
    if status is None:
        return _said(
            check, _WARN, "The system's keychain does not answer.", "Unlock it, and try again."
        )
    if status == "secure":
        return _said(check, _GOOD, "The system's keychain keeps passwords and the history's key.")
    if status in ("passphrase_needed", "unlocked"):
        return _said(check, _GOOD, "A passphrase protects passwords and history.")
    advice = "Without one a passphrase is asked for, or nothing is kept on this computer."
    return _said(check, _WARN, "There is no secure keychain.", advice)


def judge_disk(facts: Disk) -> Finding:
    """Whether there is room to save."""
    check, megabytes = "disk", facts.free // 1024**2
    if not facts.writable:
        return _said(check, _BAD, "The data folder cannot be written.", "Check its rights.")
    if facts.free < LEAST_DISK:
        words = f"The disk is full: {megabytes} MB are left."
        return _said(check, _BAD, words, "Free some space: replies and recordings cannot be saved.")
    if facts.free < SCARCE_DISK:
        return _said(
            check, _WARN, f"The disk is nearly full: {megabytes} MB are left.", "Free some space."
        )
    return _said(check, _GOOD, f"There is room on the disk ({facts.free // 1024**3} GB).")


def judge_screen(facts: Screen) -> Finding:
    """Whether a window can be shown, and whether payment pages can be seen."""
    check = "display"
    if not facts.there:
        return _said(check, _WARN, "There is no display: the program runs without a window.")
    by_hand = "Pause recordings by hand, or let the payment program call `agent-desktop shield on`."
    match facts.sight:
        case "some" | "nothing":
            words = "Wayland does not tell which window is in front: payment pages are not seen."
            return _said(
                check, _WARN, words, f"{by_hand} Push to talk works in our own window only."
            )
        case "programs":
            words = "macOS tells names of programs only: payment pages in browsers are not seen."
            return _said(check, _WARN, words, by_hand)
        case _:
            return _said(check, _GOOD, "Windows can be shown, and payment pages be seen.")


def _said(check: str, verdict: Verdict, words: str, advice: str = "") -> Finding:
    return Finding(check=check, verdict=verdict, words=words, advice=advice)
