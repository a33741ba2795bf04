"""Twilio, Vonage and Sinch as their documentation describes them: small servers that check what they are asked.

None of them has a server that could be installed. Promises that a request which its documentation would refuse is
refused, and that webhooks are signed as documented. A provider repeats webhooks that failed where the real one does.
"""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from agent_desktop.hub.written.port import Webhook
from tests.peers.front import Front

PHONE, OURS = "+48601234567", "+48600100200"
ADDRESS = "https://hub.example.org/networks/entry-point"


class _Hooked(Protocol):
    """Whoever takes webhooks now, None while nobody runs."""

    @property
    def hook(self) -> Webhook | None: ...


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(body), 100):
        yield body[at : at + 100]


class FakeProvider:
    """What the three have in common."""

    repeats = True

    def __init__(self) -> None:
        self.front = Front(self._answer, self.carries)
        self.letters: list[dict[str, Any]] = []
        self.came: list[dict[str, Any]] = []
        self.refusals: list[web.Response] = []
        self.files: dict[str, bytes] = {}
        self.told: list[tuple[str, str, dict[str, str], bytes]] = []
        self.taker: _Hooked | None = None
        self._unsaid: list[tuple[str, str, dict[str, str], bytes]] = []
        self._saying: asyncio.Task[None] | None = None
        self._heard = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["FakeProvider"]:
        """Serve as long as this lasts."""
        async with self.front.open():
            try:
                yield self
            finally:
                if self._saying is not None:
                    self._saying.cancel()
                    await asyncio.gather(self._saying, return_exceptions=True)

    def carries(self, request: web.Request) -> bool:
        """Whether a request carries a letter."""
        return request.method == "POST"

    async def say(
        self,
        rest: str,
        query: str,
        headers: dict[str, str],
        body: bytes,
        taker: Webhook | None = None,
    ) -> int:
        """One call to the webhook; the status of its answer, 0 where nobody answers."""
        taker = taker or (self.taker.hook if self.taker is not None else None)
        if taker is None:
            return 0
        return (await taker.answer("POST", rest, query, headers, _pieces(body)))[0]

    async def tell(self, rest: str, query: str, headers: dict[str, str], body: bytes) -> None:
        """A call that is repeated until it is taken, by a provider that repeats."""
        call = (rest, query, headers, body)
        self.told.append(call)
        if not self._unsaid and 200 <= await self.say(*call) < 300:
            return
        if self.repeats:
            self._unsaid.append(call)
            if self._saying is None or self._saying.done():
                self._saying = asyncio.ensure_future(self._repeat())

    async def again(self) -> None:
        """Everything that was told, once more."""
        for call in list(self.told):
            await self.say(*call)

    async def received(self, count: int) -> list[str]:
        """The texts that phones got."""
        assert len(self.letters) >= count, self.letters
        return [self.text_of(one) for one in self.letters]

    async def _repeat(self) -> None:
        while self._unsaid:
            if 200 <= await self.say(*self._unsaid[0]) < 300:
                self._unsaid.pop(0)
            else:
                await asyncio.sleep(0.1)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.path in self.files:
            return web.Response(body=self.files[request.path])
        if not self.knows(request):
            return web.json_response({"code": 20003, "title": "Unauthorized"}, status=401)
        if self.refusals and self.carries(request):
            return self.refusals.pop(0)
        answer = await self.serve(request)
        async with self._heard:
            self._heard.notify_all()
        return answer

    async def carried(self, count: int) -> None:
        """Wait for so many letters."""
        async with asyncio.timeout(20), self._heard:
            await self._heard.wait_for(lambda: len(self.letters) >= count)

    def knows(self, request: web.Request) -> bool:
        """Whether the request proves who asks."""
        raise NotImplementedError

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """What is answered to somebody known."""
        raise NotImplementedError

    def text_of(self, letter: dict[str, Any]) -> str:
        """The text of a letter."""
        raise NotImplementedError


class FakeTwilio(FakeProvider):
    """`/2010-04-01/Accounts/{Sid}/Messages.json`, forms, Basic, and webhooks with `X-Twilio-Signature`."""

    repeats = False
    page = 3
    account, token = "AC" + "0a" * 16, "right-token-of-the-account"

    def knows(self, request: web.Request) -> bool:
        pair = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        return request.headers.get("authorization") == f"Basic {pair}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        top = f"/2010-04-01/Accounts/{self.account}"
        if request.path == f"{top}.json":
            return web.json_response({"sid": self.account, "status": "active"})
        if request.path == f"{top}/Messages.json" and request.method == "GET":
            found = self._listed(request.query)
            first, size = int(request.query.get("Page", "0")) * self.page, self.page
            following = dict(request.query) | {"Page": str(first // size + 1)}
            more = f"{request.path}?{urlencode(following)}" if len(found) > first + size else None
            answer = {"messages": found[first : first + size], "next_page_uri": more}
            return web.json_response(answer)
        if request.path.endswith("/Media.json"):
            sid = request.path.split("/")[-2]
            uris = [f"{top}/Messages/{sid}/Media/ME1.json"]
            return web.json_response({"media_list": [{"uri": one} for one in uris]})
        if request.path != f"{top}/Messages.json":
            return web.json_response({"code": 20404}, status=404)
        form = await request.post()
        asked = {name: form.getall(name) for name in form}
        to, body = str(form.get("To", "")), str(form.get("Body", ""))
        if not to.startswith("+") or not (body or "MediaUrl" in form):
            return web.json_response({"code": 21211, "message": "invalid"}, status=400)
        if ("From" in form) == ("MessagingServiceSid" in form):
            return web.json_response({"code": 21603, "message": "From"}, status=400)
        letter = {
            **{name: str(one[0]) for name, one in asked.items()},
            "sid": self.sid(),
            "media": [str(one) for one in asked.get("MediaUrl", [])],
            "created": datetime.now(UTC),
        }
        self.letters.append(letter)
        return web.json_response({"sid": letter["sid"], "status": "queued"}, status=201)

    def _listed(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        day = query.get("DateSent>", "")
        found = [
            {
                "sid": one["sid"],
                "direction": "outbound-api",
                "to": one["To"],
                "from": one.get("From"),
                "body": one.get("Body", ""),
                "date_created": format_datetime(one["created"]),
                "date_sent": format_datetime(one["created"]),
                "num_media": "0",
            }
            for one in self.letters
        ] + [{"direction": "inbound", **one} for one in self.came]
        return [
            one
            for one in reversed(found)  # the newest first
            if one["to"] == query.get("To", one["to"])
            and day <= datetime.now(UTC).date().isoformat()
        ]

    @staticmethod
    def sid(kind: str = "SM") -> str:
        """A fresh name."""
        return kind + secrets.token_hex(16)

    def text_of(self, letter: dict[str, Any]) -> str:
        return str(letter.get("Body", ""))

    def signed(self, rest: str, query: str, fields: dict[str, str]) -> dict[str, str]:
        """The headers of a webhook with these fields."""
        url = f"{ADDRESS}/{rest}" + (f"?{query}" if query else "")
        joined = url + "".join(name + fields[name] for name in sorted(fields))
        mark = hmac.new(self.token.encode(), joined.encode(), hashlib.sha1).digest()
        return {
            "x-twilio-signature": base64.b64encode(mark).decode(),
            "content-type": "application/x-www-form-urlencoded",
        }

    async def writes(self, text: str, heard: bool = True, **more: str) -> str:
        """A customer writes; the SID of it. Not `heard`: the webhook does not come."""
        sid = self.sid()
        fields = {
            "MessageSid": sid,
            "SmsSid": sid,
            "AccountSid": self.account,
            "From": PHONE,
            "To": OURS,
            "Body": text,
            "NumMedia": "0",
            "FromCountry": "",
            **more,
        }
        self.came.append(
            {
                "sid": sid,
                "to": OURS,
                "from": fields["From"],
                "body": text,
                "date_sent": format_datetime(datetime.now(UTC)),
                "num_media": fields["NumMedia"],
            }
        )
        if heard:
            headers = self.signed("incoming", "", fields)
            await self.tell("incoming", "", headers, urlencode(fields).encode())
        return sid

    async def reports(self, letter: dict[str, Any], status: str, **more: str) -> int:
        """A status callback for a letter, to the URL that it named; the status of the answer."""
        address, _, query = letter["StatusCallback"].partition("?")
        rest = address.removeprefix(f"{ADDRESS}/")
        fields = {
            "MessageSid": letter["sid"],
            "AccountSid": self.account,
            "MessageStatus": status,
            "To": letter["To"],
            **more,
        }
        headers = self.signed(rest, query, fields)
        return await self.say(rest, query, headers, urlencode(fields).encode())


class FakeVonage(FakeProvider):
    """`/v1/messages` with a token of RS256, and webhooks with a token of HS256 that knows the body's hash."""

    application, secret = str(uuid.UUID(int=7)), "signature-secret-of-vonage"
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @classmethod
    def pem(cls, key: rsa.RSAPrivateKey | None = None) -> str:
        """A private key as Vonage's file holds it."""
        return (
            (key or cls.private)
            .private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            .decode()
        )

    def knows(self, request: web.Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        head, claims, mark = token.split(".")
        try:
            self.private.public_key().verify(
                _plain(mark), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature:
            return False
        said = json.loads(_plain(claims))
        now = datetime.now(UTC).timestamp()
        fresh = said["iat"] - 60 <= now < said["exp"] and said["jti"]
        return bool(kind == "Bearer" and fresh and said["application_id"] == self.application)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if (request.method, request.path) != ("POST", "/v1/messages"):
            return web.json_response({}, status=404)
        asked = await request.json()
        wanted = {"message_type": "text", "channel": "sms"}
        if wanted.items() - asked.items() or not asked["to"].isdecimal():
            return web.json_response({"title": "Invalid params", "detail": "No."}, status=422)
        letter = {**asked, "uuid": str(uuid.uuid4())}
        self.letters.append(letter)
        return web.json_response({"message_uuid": letter["uuid"]}, status=202)

    def carries(self, request: web.Request) -> bool:
        return request.method == "POST" and (request.content_length or 0) > 2

    def text_of(self, letter: dict[str, Any]) -> str:
        return str(letter["text"])

    def signed(self, body: bytes, **claims: Any) -> dict[str, str]:
        """The headers of a webhook with that body."""
        said = {
            "iat": int(datetime.now(UTC).timestamp()),
            "jti": str(uuid.uuid4()),
            "iss": "Vonage",
            "payload_hash": hashlib.sha256(body).hexdigest(),
            "api_key": "abcd1234",
            "application_id": self.application,
            **claims,
        }
        signed = f"{_packed({'alg': 'HS256', 'typ': 'JWT'})}.{_packed(said)}"
        mark = hmac.new(self.secret.encode(), signed.encode(), hashlib.sha256).digest()
        token = f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"
        return {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def writes(self, text: str, **more: Any) -> str:
        """A customer writes; its id."""
        said = {
            "channel": "sms",
            "message_uuid": str(uuid.uuid4()),
            "to": OURS.lstrip("+"),
            "from": PHONE.lstrip("+"),
            "timestamp": datetime.now(UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "message_type": "text",
            "text": text,
            "sms": {"num_messages": "1"},
            **more,
        }
        body = json.dumps(said).encode()
        await self.tell("inbound", "", self.signed(body), body)
        return str(said["message_uuid"])

    async def reports(self, letter: dict[str, Any], status: str, **more: Any) -> int:
        """A status webhook for a letter; the status of the answer."""
        said = {
            "message_uuid": letter["uuid"],
            "to": letter["to"],
            "from": letter["from"],
            "timestamp": "2026-11-22T12:00:00.000Z",
            "status": status,
            "channel": "sms",
            "client_ref": letter["client_ref"],
            **more,
        }
        body = json.dumps(said).encode()
        return await self.say("status", "", self.signed(body), body)


class FakeSinch(FakeProvider):
    """`/xms/v1/{plan}/batches` and `/inbounds` with a bearer, and callbacks with an HMAC or Basic."""

    plan, token, secret = "plan_1234", "right-token-of-the-plan", "secret-of-the-callbacks"

    def knows(self, request: web.Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.token}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if request.path == f"/xms/v1/{self.plan}/inbounds":
            start = datetime.fromisoformat(request.query["start_date"])
            found = [
                one for one in self.came if datetime.fromisoformat(one["received_at"]) >= start
            ]
            page, size = int(request.query.get("page", "0")), int(request.query["page_size"])
            some = found[::-1][page * size : (page + 1) * size]
            return web.json_response({"count": len(found), "page": page, "inbounds": some})
        if request.path != f"/xms/v1/{self.plan}/batches":
            return web.json_response({"code": "not_found"}, status=404)
        if request.method == "GET":
            wanted = request.query.get("client_reference")
            found = [one for one in self.letters if wanted in (None, one["client_reference"])]
            return web.json_response({"count": len(found), "page": 0, "batches": found})
        asked = await request.json()
        fine = isinstance(asked.get("to"), list) and len(asked["to"]) == 1 and asked.get("body")
        if not fine or asked.get("delivery_report") != "per_recipient":
            body = {"code": "syntax_invalid_parameter_format", "text": "No."}
            return web.json_response(body, status=400)
        letter = {**asked, "id": secrets.token_hex(13), "type": "mt_text"}
        self.letters.append(letter)
        return web.json_response(letter, status=201)

    def text_of(self, letter: dict[str, Any]) -> str:
        return str(letter["body"])

    def signed(self, body: bytes, age_s: int = 0) -> dict[str, str]:
        """The headers of a callback with that body."""
        moment, nonce = str(int(datetime.now(UTC).timestamp()) - age_s), secrets.token_hex(8)
        mark = hmac.new(self.secret.encode(), body + f".{nonce}.{moment}".encode(), hashlib.sha256)
        name = "x-sinch-webhook-signature"
        return {
            name: base64.b64encode(mark.digest()).decode(),
            f"{name}-nonce": nonce,
            f"{name}-timestamp": moment,
            f"{name}-algorithm": "HmacSHA256",
        }

    async def writes(self, text: str, heard: bool = True, **more: Any) -> str:
        """A customer writes; its id."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        said = {
            "type": "mo_text",
            "id": secrets.token_hex(13),
            "from": PHONE.lstrip("+"),
            "to": OURS.lstrip("+"),
            "body": text,
            "received_at": now,
            **more,
        }
        self.came.append(said)
        if heard:
            body = json.dumps(said).encode()
            await self.tell("callback", "", self.signed(body), body)
        return str(said["id"])

    async def reports(self, letter: dict[str, Any], status: str, **more: Any) -> int:
        """A delivery report for a letter; the status of the answer."""
        said = {
            "type": "recipient_delivery_report_sms",
            "batch_id": letter["id"],
            "recipient": letter["to"][0],
            "code": 0,
            "status": status,
            "at": "2026-11-22T12:00:00.000Z",
            "client_reference": letter["client_reference"],
            **more,
        }
        body = json.dumps(said).encode()
        return await self.say("callback", "", self.signed(body), body)


def _packed(claims: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
