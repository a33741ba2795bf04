"""A hub, a shop page on another origin, and an agent: what a test of the widget plays on.

The shop is a web server of its own with a strict Content-Security-Policy, so that the widget is tested as a foreign
page embeds it. Query parameters of its page become `data-` attributes of the script tag.
"""

import contextlib
import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import EndInteraction, MarkRead, SendMessage, ShowTyping
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel, Offer
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, running_hub

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
POLICY = (
    "default-src 'none'; script-src {hub}; connect-src {hub} {live}; style-src 'none'; "
    "img-src 'none'; font-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'"
)


class Shop:
    """A site that embeds the chat of the hub at `hub`."""

    def __init__(self, hub: str) -> None:
        self.hub = hub
        shop = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                body = shop.page(query)
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                live = shop.hub.replace("http", "ws", 1)
                policy = POLICY.format(hub=shop.hub, live=live)
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *arguments: object) -> None:
                """Tests are silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The shop's origin."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def page(self, query: dict[str, str]) -> str:
        """The shop's page; `page-dir` sets its direction, the rest are the script's attributes."""
        direction = html.escape(query.pop("page-dir", "ltr"))
        attributes = {"data-entry-point": "website", **query}
        words = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
        return (
            f'<!doctype html><html lang="en" dir="{direction}"><meta charset="utf-8">'
            "<title>Shop</title><h1>Shop</h1><button>Buy</button>"
            f'<script src="{self.hub}/widget.js" {words} async></script>'
        )

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@dataclass
class Stage:
    """Everything a scene needs. `ann` is an agent's token; `calls` is the telephones' entry point for pages."""

    hub: HubProcess
    owner: str
    ann: str
    shop: Shop
    options: tuple[str, ...] = ()
    calls: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the hub answers."""
        return self.hub.url

    def restart(self) -> None:
        """Start the killed hub again, at the same address with the same data."""
        port = str(self.hub.port)
        again = ("--port", port, *self.options)
        self.hub = HubProcess(self.hub.data, *again, ticket=self.hub.ticket, voice=bool(self.calls))
        assert "ready" in self.hub.said, self.hub.said

    @contextlib.contextmanager
    def desk(self) -> Iterator[Desk]:
        """The agent at a desk, ready for work."""
        with Desk.open(self.hub.live, self.ann) as desk:
            desk.ready()
            yield desk

    def allow(self, *origins: str, require_identity: bool = False) -> None:
        """Say which origins may embed the chat."""
        wish = {
            "type": "define_entry_point",
            "channel": "chat",
            "name": "Website chat",
            "title": "Halden Home",
            "queue_id": "support",
            "origins": origins,
            "require_identity": require_identity,
            "calls": self.calls,
        }
        with http(self.url, self.owner) as client:
            answer = client.put("/v1/admin/entry-points/website", json=wish)
            assert answer.status_code == 204, answer.text

    def secret(self) -> str:
        """A fresh secret to sign identities with."""
        with http(self.url, self.owner) as client:
            answer = client.post("/v1/admin/entry-points/website/secret")
            assert answer.status_code == 200, answer.text
            return str(answer.json()["secret"])

    def widget(self, context: BrowserContext, page: str = "", **attributes: str) -> "Widget":
        """The widget on the demo page, or on `page`."""
        return Widget(context.new_page(), page or f"{self.url}/demo", self.errors)


@contextlib.contextmanager
def staged(folder: Path, *options: str, calls: str = "") -> Iterator[Stage]:
    """A founded hub with an agent, and a shop that may embed its chat; pages may call where `calls` says."""
    with running_hub(folder / "hub", *options, voice=bool(calls)) as hub:
        shop = Shop(hub.url)
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        stage = Stage(hub=hub, owner=owner, ann=ann, shop=shop, options=options, calls=calls)
        stage.allow(shop.url)
        try:
            yield stage
        finally:
            shop.close()
            if stage.hub is not hub:
                assert stage.hub.stop() == (0, "")
    assert stage.errors == []


class Widget:
    """One tab with the widget in it."""

    def __init__(self, page: Page, address: str, errors: list[str]) -> None:
        self.page = page
        page.set_default_timeout(15_000)
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        expect(self.launcher).to_be_visible()

    @property
    def launcher(self) -> Locator:
        """The round button."""
        return self.page.locator("button.launcher")

    @property
    def panel(self) -> Locator:
        """The chat's window."""
        return self.page.locator("section.panel")

    @property
    def log(self) -> Locator:
        """The messages."""
        return self.panel.locator(".log")

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.panel.locator(".box textarea")

    @property
    def texts(self) -> Locator:
        """The texts of all messages, in order."""
        return self.log.locator(".msg .text")

    @property
    def mark(self) -> Locator:
        """How far the newest own message got."""
        return self.log.locator(".mark:not(:empty)").last

    def button(self, name: str) -> Locator:
        """A button of the panel by its name."""
        return self.panel.get_by_role("button", name=name, exact=True)

    def open(self) -> None:
        """Open the chat."""
        self.launcher.click()
        expect(self.panel).to_be_visible()

    def introduce(self, question: str = "Hello?", name: str = "Layla Haddad") -> None:
        """Fill in the form and wait until the hub has the question."""
        self.panel.get_by_label("Your name").fill(name)
        self.panel.get_by_label("How can we help?").fill(question)
        self.button("Start chat").click()
        expect(self.mark).to_have_text("Sent")

    def say(self, text: str) -> None:
        """Write and send."""
        self.box.fill(text)
        self.box.press("Enter")
        expect(self.box).to_have_value("")

    def shows(self, *texts: str) -> None:
        """The chat consists of exactly these messages in this order, once it has settled."""
        expect(self.texts).to_have_text(list(texts))
        expect(self.log.locator(".waits")).to_have_count(0)


class Answering:
    """An agent with an accepted chat."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.offer: Offer = desk.accept().offer

    def send(self, text: str, *files: Attachment) -> Message:
        """Write to the visitor."""
        command = SendMessage(
            client_id=new_id(),
            conversation_id=self.offer.conversation_id,
            channel=Channel.CHAT,
            text=text,
            attachments=files,
        )
        answer = self.desk.perform(command)
        assert isinstance(answer, Answer), answer
        assert isinstance(answer.item, Message)
        return answer.item

    def types(self, typing: bool = True) -> None:
        """Show that the agent types."""
        wish = ShowTyping(conversation_id=self.offer.conversation_id, typing=typing)
        assert isinstance(self.desk.perform(wish), Answer)

    def reads(self, seq: int) -> None:
        """The agent has read so far."""
        wish = MarkRead(conversation_id=self.offer.conversation_id, seq=seq)
        assert isinstance(self.desk.perform(wish), Answer)

    def hears(self, text: str) -> Message:
        """Wait for the visitor's message with this text."""
        heard = self.desk.event(MessageReceived, lambda event: event.message.text == text)
        return heard.message

    def ends(self) -> None:
        """End the interaction."""
        wish = EndInteraction(interaction_id=self.offer.interaction_id)
        assert isinstance(self.desk.perform(wish), Answer)

    def visitor_texts(self, token: str, url: str) -> list[str]:
        """What the hub keeps of the visitor's words, in order."""
        with http(url, token) as client:
            path = f"/v1/conversations/{self.offer.conversation_id}/timeline"
            found = client.get(path, params={"limit": 200})
            assert found.status_code == 200, found.text
        return [
            item["text"]
            for item in found.json()["items"]
            if item["type"] == "message" and item["author"]["kind"] == "customer"
        ]
