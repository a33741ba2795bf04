"""News of alerts on their way out: by a mailbox of the house, and by HTTPS to an address that an administrator named.

Promises that what was to be sent is sent after a restart too, again after a failure with longer waits, and that the
last try's state and words are kept; that an alert's end is told after the alert, and an address that does not answer
holds up nobody else for long. A request is signed: `X-Agent-Desktop-Signature` is "t=<seconds>,v1=" and the hex
HMAC-SHA256 of "<seconds>.<body>" with the rule's secret. Refuses addresses without TLS, and those inside private
networks unless the house allows them (`AGENT_DESKTOP_HUB_ALERT_HOOKS=private`): the very address that is connected to
is judged. Follows no redirection.
"""

import asyncio
import hmac
import ipaddress
import logging
import os
import socket
import ssl
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.alert_words import mail_of
from agent_desktop.hub.storage import alerts
from agent_desktop.hub.storage.alerts import FAILED, SENT, AlertSend
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Sent
from agent_desktop.model.alerts import AlertRule
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.words import later

if TYPE_CHECKING:
    from agent_desktop.hub.server.house import House

EVERY_S: Final = 2.0
AT_ONCE: Final = 10
RAISED: Final = "raised"
REQUEST_S: Final = 10.0
WAITS_MS: Final[tuple[Millis, ...]] = (5_000, 30_000, 120_000, 600_000, 3_600_000)
"""After each failure; after the last one it is given up."""
ALLOW_PRIVATE: Final = os.environ.get("AGENT_DESKTOP_HUB_ALERT_HOOKS", "") == "private"
_log = logging.getLogger("agent_desktop.hub")


class Private(Exception):
    """The address lies inside a private network."""


class Tried(NamedTuple):
    """Why a try failed, empty when it did not; `final`: another one would not help, or might tell it twice."""

    problem: str
    final: bool = False


def secret_name(rule_id: str) -> str:
    """The setting in which a rule's secret is kept, sealed."""
    return f"alert_hook.{rule_id}"


def signature(secret: str, at_s: int, body: bytes) -> str:
    """What proves that a request is ours."""
    made = hmac.new(secret.encode(), f"{at_s}.".encode() + body, sha256).hexdigest()
    return f"t={at_s},v1={made}"


def trouble(address: str) -> str:
    """Why nothing is sent to an address, empty for one that may be tried."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return later("This is no web address.")
    if parts.scheme != "https" or not host or parts.username or parts.fragment:
        return later("The address must begin with https:// and hold no password.")
    return ""


def is_private(address: str) -> bool:
    """Whether an IP address is not one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return not (mapped or found).is_global or found.is_multicast


async def resolved(host: str, port: int) -> str:
    """The address to connect to. Raises OSError, Private."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses: Sequence[str] = [str(one[4][0]) for one in found]
    if not ALLOW_PRIVATE and any(map(is_private, addresses)):
        raise Private
    return addresses[0]


async def post(
    rule: AlertRule, secret: str, body: bytes, at: Millis, trust: ssl.SSLContext | None = None
) -> str:
    """Send it to the rule's address; empty when that took it, else why not. `trust`: other authorities."""
    problem = trouble(rule.hook)
    if problem:
        return problem
    import httpx

    parts = urlsplit(rule.hook)
    host, port = parts.hostname or "", parts.port or 443
    headers = {"host": parts.netloc, "content-type": "application/json"}
    if secret:
        headers["x-agent-desktop-signature"] = signature(secret, at // 1000, body)
    try:
        async with asyncio.timeout(REQUEST_S):
            address = await resolved(host, port)
            place = f"[{address}]" if ":" in address else address
            url = httpx.URL(rule.hook).copy_with(host=place, port=port)
            async with httpx.AsyncClient(
                verify=trust or True, trust_env=False, follow_redirects=False
            ) as client:
                request = client.build_request("POST", url, content=body, headers=headers)
                request.extensions["sni_hostname"] = host
                answer = await client.send(request, stream=True)
                await answer.aclose()
    except Private:
        return later("The address lies inside a private network.")
    except TimeoutError:
        return later("There was no answer in time.")
    except (httpx.HTTPError, OSError) as error:
        return f"The connection failed ({type(error).__name__})."
    if answer.is_success:
        return ""
    return f"The answer was {answer.status_code}."


async def mail(house: "House", rule: AlertRule, one: AlertSend) -> Tried:
    """Mail it to everybody."""
    session = house.office.session(rule.mail_by)
    if session is None:
        return Tried(later("The mailbox is not connected."))
    subject, text = mail_of(one.body, house.team)
    letter = Letter(
        id=one.id,
        entry_point_id=rule.mail_by,
        conversation_id="",
        to=rule.mail_to[0],
        text=text,
        written_at=one.at,
        mail=MailHead(subject=subject, bcc=rule.mail_to[1:], automatic=Automatic.REPLY),
        attempt=one.attempts + 1,
    )
    outcome: Outcome = await session.send(letter)
    if isinstance(outcome, Sent):
        return Tried("")
    problem = outcome.problem or later("The mail could not be sent.")
    return Tried(problem, final=not isinstance(outcome, NotNow))


async def send_due(house: "House") -> None:
    """Send what is due now."""
    now = house.shared.clock()

    def due(centre: Centre) -> tuple[list[AlertSend], dict[str, AlertRule]]:
        with centre.request() as book:
            rules = {rule.id: rule for rule in book.live.alert_rules}
            return next_sends(alerts.waiting_sends(book.storage), now), rules

    found, rules = await house.ask(due)
    for begin in range(0, len(found), AT_ONCE):  # who does not answer holds up few others
        some = found[begin : begin + AT_ONCE]
        await asyncio.gather(*(_send_one(house, rules.get(one.rule_id), one) for one in some))


def next_sends(waiting: Iterable[AlertSend], now: Millis) -> list[AlertSend]:
    """Those that are due; of an alert's news by one way only the first, so that its end never comes before it."""
    first: dict[tuple[str, str], AlertSend] = {}
    for one in waiting:
        alert_id, what, _ = one.id.rsplit("-", 2)
        key = (alert_id, one.way)
        if key not in first or what == RAISED:
            first[key] = one
    return sorted((one for one in first.values() if one.due_at <= now), key=lambda one: one.due_at)


async def _send_one(house: "House", rule: AlertRule | None, one: AlertSend) -> None:
    gone = Tried(later("The rule is gone."), final=True)
    tried = await _try(house, rule, one) if rule is not None else gone
    done = after(one, tried, house.shared.clock())
    await house.ask(lambda centre: _kept(centre, done))


async def _try(house: "House", rule: AlertRule, one: AlertSend) -> Tried:
    if one.way == "mail":
        if rule.mail_by:
            return await mail(house, rule, one)
        return Tried(later("No mailbox is chosen."), final=True)
    if not rule.hook:
        return Tried(later("There is no address."), final=True)
    secret = await hook_secret(house, rule.id)
    return Tried(await post(rule, secret, one.body.encode(), house.shared.clock()))


def after(one: AlertSend, tried: Tried, now: Millis) -> AlertSend:
    """What is kept of a try, and when the next one is due."""
    done = replace(one, attempts=one.attempts + 1, at=now, problem=tried.problem)
    if not tried.problem:
        return replace(done, state=SENT)
    if tried.final or done.attempts > len(WAITS_MS):
        return replace(done, state=FAILED)
    return replace(done, due_at=now + WAITS_MS[done.attempts - 1])


def _kept(centre: Centre, one: AlertSend) -> None:
    with centre.request() as book:
        alerts.keep_send(book.storage, one)


async def hook_secret(house: "House", rule_id: str) -> str:
    """The secret of a rule, empty for none."""
    text = await house.ask(lambda centre: centre.setting(secret_name(rule_id)))
    if not text:
        return ""
    kept = KeptNetwork(entry_point_id=secret_name(rule_id), network="", sealed=bytes.fromhex(text))
    return (await house.office.opened_secrets(kept)).get("secret", "")


async def keep_hook_secret(house: "House", rule_id: str, secret: str) -> None:
    """Keep the secret of a rule; an empty one is forgotten."""
    text = ""
    if secret:
        made = await house.office.sealed_secrets(secret_name(rule_id), {"secret": secret})
        text = made.hex()
    await house.ask(lambda centre: centre.define_setting(secret_name(rule_id), text))


async def run(house: "House") -> None:
    """Send for ever."""
    house.boards.watch_alerts(await house.ask(lambda centre: centre.watches()))
    while True:
        try:
            if house.boards.watching:
                await send_due(house)
        except (DeskError, msgspec.MsgspecError) as error:
            _log.error("news of alerts were not sent: %s", type(error).__name__)
        await asyncio.sleep(EVERY_S)
