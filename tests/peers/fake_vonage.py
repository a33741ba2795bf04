"""Vonage's Messages API as its documentation describes it: a small server, and webhooks with tokens."""

import base64
import hashlib
import hmac
import json
import uuid
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.peers.sms_providers import OURS, PHONE, FakeProvider


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
        kind = (asked.get("channel"), asked.get("message_type"))
        content = {("sms", "text"): "text", ("mms", "image"): "image"}.get(kind)
        if not asked.get(content) or not asked["to"].isdecimal():
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


def _packed(claims: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
