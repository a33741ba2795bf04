"""Messages that telephones really choke on, written after the sections of RFC 4475 and RFC 5118, and from practice.

Each has the section or the reason in its name and, where it is refused, the status of the answer (0 for silence).
"""

from __future__ import annotations

from dataclasses import dataclass

SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"

VIA = "Via: SIP/2.0/UDP phone.example.net:5062;branch=z9hG4bKtorture1;rport"
FROM = 'From: "Ada" <sip:ada@example.net>;tag=f1'
TO = "To: <sip:bo@example.org>"
CALL_ID = "Call-ID: torture-1@phone.example.net"
MAX = "Max-Forwards: 70"
LENGTH = "Content-Length: 0"


def wire(*lines: str, body: str = "") -> bytes:
    """Lines and a body as they stand on the wire; what is not UTF-8 is given as surrogates."""
    return "\r\n".join([*lines, "", body]).encode("utf-8", "surrogateescape")


def options(
    *more: str, without: str = "", start: str = "OPTIONS sip:bo@example.org SIP/2.0"
) -> bytes:
    """An OPTIONS whose header lines are replaced by those in `more` that have the same name."""
    base = [VIA, MAX, FROM, TO, CALL_ID, f"CSeq: 7 {start.split(' ')[0]}", LENGTH]
    named = {line.partition(":")[0].lower() for line in more} | {without.lower()}
    kept = [line for line in base if line.partition(":")[0].lower() not in named]
    return wire(start, *kept, *more)


@dataclass(frozen=True)
class Case:
    """One message; `status` is None where it is good."""

    name: str
    data: bytes
    status: int | None = None


def _answer(start: str, *more: str) -> bytes:
    return options(*more, "CSeq: 7 OPTIONS", start=start)


GOOD = [
    Case("plain", options()),
    Case(
        "4475-3.1.1.1 folds and blanks everywhere, compact names, unknown lines",
        wire(
            "INVITE sip:ned@chair.example.com;unknownparam SIP/2.0",
            "TO :",
            " sip:ned@chair.example.com ;   tag    = 1918n",
            'from   : "J Rosen \\\\\\"" <sip:jay@example.com>',
            "  ;",
            "  tag = 98asjd8",
            "MaX-fOrWaRdS: 0068",
            "Call-ID: wsinv.5@192.0.2.1",
            "Content-Length   : 4",
            "cseq: 0009",
            "  INVITE",
            "Via  : SIP  /   2.0",
            " /UDP",
            "    192.0.2.2;branch=390skdjuw",
            "s :",
            "NewFangledHeader:   newfangled value",
            " continued newfangled value",
            "UnknownHeaderWithUnusualValue: ;;,,;;,;",
            "Content-Type: application/sdp",
            "Route:",
            " <sip:services.example.com;lr;unknownwith=value;unknown-no-value>",
            "v:  SIP  / 2.0  / TCP     spindle.example.com   ;",
            "  branch  =   z9hG4bK9ikj8  ,",
            " SIP  /    2.0   / UDP  192.168.255.111   ; branch=",
            " z9hG4bK30239",
            'm:"Quoted string \\"\\"" <sip:jay@example.com> ; newparam =',
            "      newvalue ;",
            "  secondparam ; q = 0.33",
            body="v=0\n",
        ),
    ),
    Case(
        "4475-3.1.1.2 every sign that a token and a user may have",
        options(
            "To: \"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f\" <sip:1_odd.URI~(to-be!sure)&isn't+it$/,/;;*@h.example>",
            "From: t1~` t2'+_ t3*%!.- <sip:a@h.example>;p''~+*_!.-%=\"работа\";tag=_t~1'+`*%!-.",
            'Call-ID: word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
            "extension-!.%*+_`'~:大停電",
            start="!odd-Method0_*+`.%indeed'~ sip:1_odd~(a)&isn't+it$/?,/;;*:&it+has=1,pas$wo~d_(x)@h.example SIP/2.0",
        ),
    ),
    Case(
        "4475-3.1.1.4 escaped NUL in users",
        options("To: sip:null-%00-null@h.example", "Contact: <sip:%00@h.example>"),
    ),
    Case("4475-3.1.1.5 a method and a header with escapes", options("C%6Fntact: x", start="RE%47 sip:a SIP/2.0")),
    Case("4475-3.1.1.6 no blank before the bracket", options("From: caller<sip:c@example.com>;tag=3")),
    Case("4475-3.1.1.7 long values", options(f'To: "{"I have a long name " * 500}" <sip:{"u" * 5000}@example.org>')),
    Case("4475-3.1.1.8 a second message behind the end", options() + b"\r\n\r\n" + options()),
    Case("4475-3.1.1.9 a semicolon in the user", options(start="OPTIONS sip:u;p=x%40y@example.com SIP/2.0")),
    Case("4475-3.1.1.10 several transports", options("Via: SIP/2.0/UNKNOWN t.example.com;branch=z9hG4bKx")),
    Case("4475-3.1.1.12 letters in a reason", _answer("SIP/2.0 200 = 2**3 * 5**2 но сто девяносто")),
    Case("4475-3.1.1.13 no reason", _answer("SIP/2.0 100 ")),
    Case("a status without the blank behind it", _answer("SIP/2.0 100")),
    Case("4475-3.2.1 a branch of nothing but the cookie", options("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK")),
    Case("4475-3.3.2 an unknown scheme", options(start="OPTIONS nobodyKnows:opaquecontent SIP/2.0")),
    Case("4475-3.3.4 unknown schemes in headers", options("To: isbn:2983792873", "Contact: <name:John_Smith>")),
    Case("4475-3.4.1 an RFC 2543 peer", options("Via: SIP/2.0/UDP gw.example.com", "From: sip:a@b", without=MAX[:12])),
    Case("5118-4.1 an IPv6 address as the target", options(start="REGISTER sip:[2001:db8::10] SIP/2.0")),
    Case("5118-4.3 a port behind the bracket", options(start="OPTIONS sip:[2001:db8::10]:5070 SIP/2.0")),
    Case("5118-4.4 a port that is part of the address", options(start="OPTIONS sip:[2001:db8::10:5070] SIP/2.0")),
    Case("5118-4.5 received with brackets", options(f"{VIA};received=[2001:db8::9:255]")),
    Case("5118-4.5 received without brackets", options(f"{VIA};received=2001:db8::9:255")),
    Case("5118-4.8 IPv4 in IPv6", options("Contact: <sip:u@[::ffff:192.0.2.10]:5060>")),
    Case("5118-4.10 a third colon", options("Via: SIP/2.0/UDP [2001:db8:::192.0.2.1]:5060;branch=z9hG4bKa")),
    Case("leading line ends", b"\r\n\r\n" + options()),
    Case("hosts without a dot, or with _", options("To: <sip:*97#@a_b>", start="OPTIONS sip:*97#@pbx1 SIP/2.0")),
    Case("a container's name as host", options("Via: SIP/2.0/TCP 3f2a9b1c77de:5060;branch=z9hG4bKa")),
    Case("a star as Contact", options("Contact: *", "Expires: 0", start="REGISTER sip:example.org SIP/2.0")),
    Case("an emergency number", options(start="INVITE urn:service:sos SIP/2.0")),
    Case("an unquoted name in UTF-8", options("From: Jürgen Groß <sip:jg@example.org>;tag=1")),
    Case("an unquoted name in Latin-1", options("From: J\udcfcrgen <sip:jg@example.org>;tag=1")),
    Case("a quoted name in Latin-1", options('From: "J\udcfcrgen" <sip:jg@example.org>;tag=1')),
    Case("a scheme in capitals", options(start="OPTIONS SIP:bo@example.org sip/2.0")),
    Case("a name with brackets and commas in quotes", options('From: "Bo, <sip:x@y>" <sip:b@c>;tag=1')),
    Case("no Content-Length in a datagram", options(without="Content-Length")),
    Case("the greatest numbers", options("CSeq: 2147483647 OPTIONS", "Max-Forwards: 255")),
    Case("numbers with thousands of zeros", options(f"Max-Forwards: {'0' * 6000}70")),
]  # fmt: skip

BAD = [
    Case("4475-3.1.2.1 separators without anything between", options("Via: SIP/2.0/UDP 192.0.2.15;;,;,,"), 400),
    Case("4475-3.1.2.2 a length beyond the end", options("Content-Length: 9999"), 400),
    Case("4475-3.1.2.3 a negative length", options("Content-Length: -999"), 400),
    Case("4475-3.1.2.4 a CSeq too large", options("CSeq: 36893488147419103232 OPTIONS"), 400),
    Case("a CSeq of 2^31", options("CSeq: 2147483648 OPTIONS"), 400),
    Case("4475-3.1.2.4 Max-Forwards too large", options("Max-Forwards: 300"), 400),
    Case("4475-3.1.2.5 a CSeq too large, response", options("CSeq: 92923948347723 INVITE", start="SIP/2.0 200 OK"), 0),
    Case("4475-3.1.2.6 a quote that does not close", options('To: "Mr. J. User <sip:j.user@example.com>'), 400),
    Case("4475-3.1.2.7 brackets around the target", options(start="OPTIONS <sip:u@example.com> SIP/2.0"), 400),
    Case("4475-3.1.2.8 a blank in the target", options(start="OPTIONS sip:u@example.com; lr SIP/2.0"), 400),
    Case("4475-3.1.2.9 two blanks in the first line", options(start="OPTIONS sip:u@example.com  SIP/2.0"), 400),
    Case("4475-3.1.2.10 blanks behind the version", options(start="OPTIONS sip:u@example.com SIP/2.0  "), 400),
    Case("4475-3.1.2.11 headers in it", options(start="OPTIONS sip:u@a.example?Route=%3Csip:x%3E SIP/2.0"), 400),
    Case("4475-3.1.2.14 blanks in the brackets", options("To: < sip:t@example.org >"), 400),
    Case("4475-3.1.2.15 a comma in an unquoted name", options("From: Bell, Alexander <sip:a@example.com>;tag=4"), 400),
    Case("4475-3.1.2.16 another version", options(start="OPTIONS sip:u@example.com SIP/7.0"), 505),
    Case("4475-3.1.2.17 another method in CSeq", options("CSeq: 8 INVITE"), 400),
    Case("4475-3.1.2.18 another, unknown method", options("CSeq: 8 INVITE", start="NEW sip:a@b SIP/2.0"), 400),
    Case("4475-3.1.2.19 a status too large", _answer("SIP/2.0 4294967301 better not break"), 0),
    Case("a status too small", _answer("SIP/2.0 099 OK"), 0),
    Case("a status of 700", _answer("SIP/2.0 700 OK"), 0),
    Case("a response of another version", _answer("SIP/3.0 200 OK"), 0),
    Case("4475-3.3.1 needed headers missing", wire("INVITE sip:u@example.com SIP/2.0", "CSeq: 1 INVITE", VIA), 400),
    Case("4475-3.3.8 a single header twice", options(CALL_ID, "Call-ID: another"), 400),
    Case("4475-3.3.9 two lengths", options(LENGTH, "l: 5"), 400),
    Case("two lengths that agree", options(LENGTH, LENGTH), 400),
    Case("an ACK is never answered", options("CSeq: 8 INVITE", start="ACK sip:a@b SIP/2.0"), 0),
    Case("5118-4.2 an IPv6 address without brackets", options(start="REGISTER sip:2001:db8::10 SIP/2.0"), 400),
    Case("an address that is none", options("Via: SIP/2.0/UDP 192.0.2.999;branch=z9hG4bKa"), 400),
    Case("a port that is none", options(start="OPTIONS sip:a@b:65536 SIP/2.0"), 400),
    Case("a bare line feed", options("X-Odd: a\nInjected: b"), 400),
    Case("a bare carriage return", options("X-Odd: a\rInjected: b"), 400),
    Case("a line without a colon", options("X-Odd", "X: 1"), 400),
    Case("a line without a name", options(": value"), 400),
    Case("a fold before any header", options().replace(b"SIP/2.0\r\n", b"SIP/2.0\r\n folded: 1\r\n", 1), 400),
    Case("an empty Call-ID", options("Call-ID:"), 400),
    Case("digits of another script", options("Max-Forwards: ٧٠"), 400),
    Case("no end", options()[:-2], 400),
    Case("no end, an ACK", options(start="ACK sip:a@b SIP/2.0")[:-2], 0),
    Case("another protocol", wire("GET / HTTP/1.1", "Host: example.org"), 0),
    Case("a letter that only looks like one", options(start="OPTIONS sip:a@b ſIP/2.0"), 0),
    Case("a damaged response is never answered", _answer("SIP/2.0 2oo the SIP/2.0"), 0),
    Case("nothing", b"", 0),
    Case("a keep-alive", b"\r\n\r\n", 0),
    Case("noise", bytes(range(256)), 0),
    Case("too many headers", options(*(["X-Own: 1"] * 513)), 513),
    Case("a header section too large", options("X-Own: " + "a" * 65536), 0),
    Case("a datagram too large", options(without="Content-Length") + b"a" * 65536, 513),
]  # fmt: skip
