"""Twilio as its documentation describes it: a small server that checks what it is asked, and signs its webhooks."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.peers.sms_providers import ADDRESS, OURS, PHONE, FakeProvider


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
