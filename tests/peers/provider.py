"""A provider where people sign in (OAuth2): a page that asks, tokens for codes, codes that are typed, and lost consent.

A real server on loopback, strict: a code is good once, for its client, its address and its verifier (S256 alone); only
registered addresses are come back to, on any port. Promises to know what it was asked, so that a test can look.
"""

import base64
import contextlib
import hashlib
import html
import itertools
import json
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLIENT, CLIENT_SECRET, REFRESH = "client-1", "client-secret", "refresh-word"
SCOPE = "mail offline_access"
WAYS_BACK = ("http://127.0.0.1", "http://localhost")
_DEVICE = "urn:ietf:params:oauth:grant-type:device_code"

Answer = tuple[int, Mapping[str, str | int]]


@dataclass
class Asked:
    """A consent that is asked for, or was given and not yet fetched. `stands`: "pending", "allowed", "denied"."""

    client: str
    scope: str
    back: str = ""
    challenge: str = ""
    stands: str = "pending"


class Provider:
    """`owner` is the mailbox whose person signs in. `lose` takes consent back. `slow` is how many questions about a
    typed code are told to slow down; with `lasting` False there are no refresh tokens."""

    def __init__(self, port: int, owner: str = "") -> None:
        self.owner = owner
        self.asked = 0
        self.refresh = REFRESH
        self.rotates = False  # each refresh token is good once, and another one comes with it
        self.slow = 0
        self.lasting = True
        self.pause_s = 1
        self.lasts_s = 60
        self.seen: list[dict[str, str]] = []
        self.polled: list[str] = []
        """What was answered to each question about a typed code."""
        self.codes: dict[str, Asked] = {}
        self.typed: dict[str, tuple[str, Asked]] = {}
        self._numbers = itertools.count(1)
        self._good: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        port = self._server.server_address[1]
        self.base = f"http://127.0.0.1:{port}"
        self.url = f"{self.base}/token"

    def settings(self) -> dict[str, str]:
        """What an administrator writes into the form."""
        return {
            "sign_in": "oauth2",
            "client_id": CLIENT,
            "authorize_url": f"{self.base}/authorize?brand=care",
            "token_url": self.url,
            "device_url": f"{self.base}/device",
            "scope": SCOPE,
        }

    def forget(self) -> None:
        """All access tokens ran out."""
        self._good.clear()

    def lose(self) -> None:
        """The person takes consent back."""
        self._good.clear()
        self.refresh = ""

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Answer as long as this lasts."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    # -- what a browser does

    def ask(self, query: Mapping[str, str]) -> tuple[str, str]:
        """A page that asks, as the code that comes of it, or what is wrong."""
        self.seen.append(dict(query))
        back = query.get("redirect_uri", "")
        parts = urllib.parse.urlsplit(back)
        if (
            query.get("client_id") != CLIENT
            or f"{parts.scheme}://{parts.hostname}" not in WAYS_BACK
        ):
            return "", "The application is not registered so."
        wrong = (
            query.get("response_type") != "code"
            or query.get("code_challenge_method") != "S256"
            or len(query.get("code_challenge", "")) != 43
            or len(query.get("state", "")) < 20
            or query.get("brand") != "care"
            or query.get("login_hint") != self.owner
        )
        if wrong:
            return "", "The request is wrong."
        code = f"code-{next(self._numbers)}"
        self.codes[code] = Asked(
            CLIENT, query.get("scope", ""), back=back, challenge=query["code_challenge"]
        )
        return code, ""

    def decide(self, code: str, allowed: bool) -> None:
        """The person clicked."""
        known = self.codes.get(code) or self.typed[code][1]
        known.stands = "allowed" if allowed else "denied"

    # -- what a client asks

    def device(self, form: dict[str, str]) -> Answer:
        """A code to type."""
        if form != {"client_id": CLIENT, "client_secret": CLIENT_SECRET, "scope": SCOPE}:
            return 400, {"error": "invalid_client"}
        number = next(self._numbers)
        code = f"WDJB-{number:04}"
        self.typed[code] = (f"device-{number}", Asked(CLIENT, SCOPE))
        return 200, {
            "device_code": f"device-{number}",
            "user_code": code,
            "verification_uri": f"{self.base}/activate",
            "interval": self.pause_s,
            "expires_in": self.lasts_s,
        }

    def token(self, form: dict[str, str]) -> Answer:
        """Tokens for what a client has."""
        self.asked += 1
        if (form.pop("client_id", ""), form.pop("client_secret", "")) != (CLIENT, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        kind = form.pop("grant_type", "")
        if kind == "refresh_token":
            form.pop("scope", "")
            good = bool(self.refresh) and form == {"refresh_token": self.refresh}
            return self._tokens(anew=self.rotates) if good else (400, {"error": "invalid_grant"})
        if kind == "authorization_code":
            return self._for_code(form)
        if kind == _DEVICE:
            answer = self._for_typed(form)
            self.polled.append(str(answer[1].get("error", "given")))
            return answer
        return 400, {"error": "unsupported_grant_type"}

    def _for_code(self, form: dict[str, str]) -> Answer:
        known = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        good = (
            known is not None
            and known.stands == "allowed"
            and known.back == form.get("redirect_uri")
            and known.challenge == proof
            and len(form.get("code_verifier", "")) >= 43
            and set(form) == {"code", "redirect_uri", "code_verifier"}
        )
        return self._tokens(anew=True) if good else (400, {"error": "invalid_grant"})

    def _for_typed(self, form: dict[str, str]) -> Answer:
        known = dict(self.typed.values()).get(form["device_code"])
        if known is None:
            return 400, {"error": "invalid_grant"}
        if known.stands == "expired":
            return 400, {"error": "expired_token"}
        if self.slow:
            self.slow -= 1
            return 400, {"error": "slow_down"}
        if known.stands == "denied":
            return 400, {"error": "access_denied"}
        if known.stands == "pending":
            return 400, {"error": "authorization_pending"}
        return self._tokens(anew=True)

    def _tokens(self, *, anew: bool) -> Answer:
        token = f"access-{next(self._numbers)}"
        self._good.add(token)
        answer: dict[str, str | int] = {
            "access_token": token,
            "expires_in": 3600,
            "token_type": "Bearer",
        }
        if anew and self.lasting:
            self.refresh = answer["refresh_token"] = f"refresh-{next(self._numbers)}"
        return 200, answer

    def about(self, token: str) -> Answer:
        """What a mail server asks about a token."""
        good = token in self._good
        return (200, {"email": self.owner, "active": "true"}) if good else (401, {"error": "no"})


_ASKS = (
    "<!doctype html><meta charset=utf-8><title>Provider</title><h1>Agent Desktop wants to read mail</h1>"
    "<form method=post action=/decide><input type=hidden name=code value='{code}'>"
    "<button name=say value=allow>Allow</button><button name=say value=deny>Deny</button></form>"
)
_ACTIVATE = (
    "<!doctype html><meta charset=utf-8><title>Provider</title><form method=get action=/activate>"
    "<label>Code <input name=code></label><button>Next</button></form>"
)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urllib.parse.urlsplit(self.path)
            query = dict(urllib.parse.parse_qsl(parts.query))
            if parts.path == "/tokeninfo":
                self._json(*provider.about(query.get("access_token", "")))
            elif parts.path == "/authorize":
                code, wrong = provider.ask(query)
                if code:
                    self._states[code] = query["state"]
                self._page(400 if wrong else 200, wrong or _ASKS.format(code=code))
            elif parts.path == "/activate":
                code = query.get("code", "")
                known = code in provider.typed
                page = _ASKS.format(code=html.escape(code, quote=True)) if known else _ACTIVATE
                self._page(200, page)
            else:
                self._page(404, "nothing")

        _states: dict[str, str] = {}

        def do_POST(self) -> None:
            size = int(self.headers.get("content-length", "0"))
            form = dict(urllib.parse.parse_qsl(self.rfile.read(size).decode()))
            if self.path == "/token":
                self._json(*provider.token(form))
            elif self.path == "/device":
                self._json(*provider.device(form))
            elif self.path == "/decide":
                self._decided(form["code"], form["say"] == "allow")
            else:
                self._page(404, "nothing")

        def _decided(self, code: str, allowed: bool) -> None:
            provider.decide(code, allowed)
            known = provider.codes.get(code)
            if known is None:
                self._page(200, "<h1>You may close this window</h1>")
                return
            said = {"code": code} if allowed else {"error": "access_denied"}
            query = urllib.parse.urlencode({"state": self._states[code], **said})
            self.send_response(302)
            self.send_header("location", f"{known.back}/?{query}")
            self.send_header("content-length", "0")
            self.end_headers()

        def _json(self, status: int, body: Mapping[str, str | int]) -> None:
            self._send(status, "application/json", json.dumps(body).encode())

        def _page(self, status: int, text: str) -> None:
            self._send(status, "text/html; charset=utf-8", text.encode())

        def _send(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            pass

    return Handler
