"""sipp's scenarios, built of steps: what it sends and what it expects, in order.

`[last_…]` is what sipp fills in from the message before. A scenario that does not meet what it expects fails.
"""

from collections.abc import Mapping

NAME = "[pid]s[call_number]"
SDP = """v=0
o=u 1 [cseq] IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 41000 RTP/AVP 0 96
a=rtpmap:0 PCMU/8000
a=rtpmap:96 telephone-event/8000
a={direction}"""


def scenario(*steps: str) -> str:
    """The file."""
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<scenario name="test">', *steps, "</scenario>"]
    )


def pause(milliseconds: int) -> str:
    """Wait."""
    return f'<pause milliseconds="{milliseconds}"/>'


def expect(what: str, *, optional: bool = False, holds: str = "", auth: bool = False) -> str:
    """A request (a word) or a response (a number). `holds` is what it must have somewhere."""
    kind = "response" if what.isdigit() else "request"
    more = (' optional="true"' if optional else "") + (' auth="true"' if auth else "")
    # Routes are taken from what has a Contact; sipp complains of others.
    if what not in {"ACK", "BYE", "CANCEL", "PRACK"} and not what.isdigit():
        more += ' rrs="true"'
    if what == "200":
        more += ' rrs="true"'
    if not holds:
        return f'<recv {kind}="{what}"{more}/>'
    check = f'<ereg regexp="{holds}" search_in="msg" check_it="true" assign_to="unused"/>'
    log = '<log message="[$unused]"/>'
    return f'<recv {kind}="{what}"{more}><action>{check}{log}</action></recv>'


def keep(what: str) -> str:
    """Expect a request and keep what answering it later needs."""
    words = "".join(
        f'<ereg regexp=".*" search_in="hdr" header="{name}:" check_it="true" assign_to="{where}"/>'
        for name, where in (("Via", "via"), ("CSeq", "cseq"))
    )
    log = '<log message="[$via][$cseq]"/>'
    return f'<recv request="{what}" rrs="true"><action>{words}{log}</action></recv>'


def verified(what: str, username: str, password: str) -> str:
    """Expect a request with a right proof of a password; after a wrong one nothing fits any more."""
    check = f'<verifyauth assign_to="right" username="{username}" password="{password}"/>'
    return (
        f'<recv request="{what}" rrs="true" test="right" next="1"><action>{check}</action></recv>'
        '<recv request="NEVER"/><label id="1"/>'
    )


def answer(
    status: str,
    *,
    sdp: str = "",
    tag: str = f";tag={NAME}",
    headers: Mapping[str, str] | None = None,
    again: bool = False,
) -> str:
    """A response to the last request; `sdp` is a direction. `again` lets sipp repeat it until an ACK comes."""
    kept = {
        "Via": "[last_Via:]",
        "Record-Route": "[last_Record-Route:]",
        "From": "[last_From:]",
        "To": f"[last_To:]{tag}",
        "Call-ID": "[last_Call-ID:]",
        "CSeq": "[last_CSeq:]",
    }
    given = dict(headers or {})
    lines = [f"{name}: {given.pop(name)}" if name in given else line for name, line in kept.items()]
    lines.append("Contact: <sip:sipp@[local_ip]:[local_port]>")
    lines += [f"{name}: {value}" for name, value in given.items()]
    return _send(f"SIP/2.0 {status}", lines, sdp, again=again)


def ask(
    method: str,
    number: int,
    *,
    sdp: str = "",
    first: bool = False,
    headers: Mapping[str, str] | None = None,
    body: str = "",
) -> str:
    """A request of the calling side; `first` opens the call. Of an ACK or CANCEL `number` is the INVITE's."""
    uri = "sip:[service]@[remote_ip]:[remote_port]" if first or method == "CANCEL" else "[next_url]"
    same = method == "CANCEL"
    to = "<sip:[service]@[remote_ip]>" if first or same else None
    branch = "[branch-2]" if same else "[branch]"
    lines = [
        f"Via: SIP/2.0/[transport] [local_ip]:[local_port];branch={branch}",
        f"From: <sip:sipp@[local_ip]>;tag={NAME}",
        f"To: {to}" if to else "[last_To:]",
        "" if first or same else "[routes]",
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        "Contact: <sip:sipp@[local_ip]:[local_port]>",
        "Max-Forwards: 70",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    again = method not in {"ACK", "CANCEL"}
    return _send(f"{method} {uri} SIP/2.0", [one for one in lines if one], sdp, body, again=again)


def ask_back(method: str, number: int, body: str = "", **headers: str) -> str:
    """A request of the called side, within the call that it took."""
    lines = [
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        f"From: <sip:sipp@[local_ip]>;tag={NAME}",
        "To: [$peer]",
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        "Contact: <sip:sipp@[local_ip]:[local_port]>",
        "Max-Forwards: 70",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return _send(f"{method} [next_url] SIP/2.0", lines, "", body, again=True)


def arrive() -> str:
    """Expect the INVITE of a call and keep who calls."""
    name = '<ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="peer"/>'
    return (
        f'<recv request="INVITE" rrs="true"><action>{name}<log message="[$peer]"/></action></recv>'
    )


def _send(first: str, lines: list[str], sdp: str, body: str = "", *, again: bool) -> str:
    if sdp:
        lines = [*lines, "Content-Type: application/sdp"]
        body = SDP.replace("{direction}", sdp)
    text = "\n".join([first, *lines, "Content-Length: [len]", "", body])
    repeat = ' retrans="500"' if again else ""
    return f"<send{repeat}><![CDATA[\n{text}\n]]></send>"
