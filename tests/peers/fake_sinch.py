"""Sinch's SMS API as its documentation describes it: a small server, and callbacks that are signed."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.peers.sms_providers import OURS, PHONE, FakeProvider


class FakeSinch(FakeProvider):
    """`/xms/v1/{plan}/batches` and `/inbounds` with a bearer, and callbacks with an HMAC or Basic."""

    largest = 100
    """So many it puts on a page, however many it is asked for."""
    plan, token, secret = "plan_1234", "right-token-of-the-plan", "secret-of-the-callbacks"

    def knows(self, request: web.Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.token}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if request.path == f"/xms/v1/{self.plan}/inbounds":
            start = datetime.fromisoformat(request.query["start_date"])
            found = [
                one for one in self.came if datetime.fromisoformat(one["received_at"]) >= start
            ]
            page = int(request.query.get("page", "0"))
            size = min(int(request.query["page_size"]), self.largest)
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
        kind = "mt_text" if isinstance(asked["body"], str) else "mt_media"
        if asked.get("type", "mt_text") != kind:
            return web.json_response({"code": "syntax_invalid_json", "text": "No."}, status=400)
        letter = {**asked, "id": secrets.token_hex(13), "type": kind}
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
