"""A wallboard in a real browser: figures as they happen, a hub that goes away and comes back, a link that ends."""

import json
import re
import secrets
import time
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, WebSocketRoute, expect

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.commands import AnswerOffer, ChoosePresence, CompleteWrapUp, EndInteraction
from agent_desktop.model.events import OfferMade
from agent_desktop.model.people import PresenceState
from tests.hub.server.desk import Desk, Visitor, http
from tests.widget.stage import Stage

SECOND = 1.0

_CUT = """() => [...document.querySelectorAll(
        ".value, dt, td, thead th, footer p, #agents li, header > *, .note, .name, .queue, .what")]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.id || one.tagName} ${one.textContent}: ${one.scrollWidth} in ${one.clientWidth}`)"""

_OUTSIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && one.getClientRects().length)
    .filter((one) => {
        const place = one.getBoundingClientRect();
        return place.right > innerWidth + 1 || place.left < -1 || place.bottom > innerHeight + 1;
    })
    .map((one) => `${one.id || one.tagName} ${one.textContent}`)"""

_BEYOND = """() => {
    const [table, room] = ["table", "#queues"].map((one) => document.querySelector(one));
    return table.getBoundingClientRect().bottom - room.getBoundingClientRect().bottom;
}"""

_LATE = """() => {
    const wait = document.querySelectorAll("#figures .value")[2];
    wait.className = "value bad long"; // as if somebody had waited for days: a test cannot wait so long
    wait.firstChild.textContent = "139:59";
}"""


def link(stage: Stage) -> str:
    """A link to everything that the owner leads, and a rule that alerts when anybody waits."""
    secret = secrets.token_urlsafe(32)
    wish = {"type": "define_wallboard", "name": "Support floor", "secret": secret}
    rule = {"type": "define_alert", "name": "Full", "raise_at": 1, "clear_at": 0}
    times = {"raise_ms": 0, "clear_ms": 0}
    with http(stage.url, stage.owner) as client:
        assert client.put("/v1/wallboards/hall", json=wish).status_code == 204
        assert client.put("/v1/alerts/full", json={**rule, **times}).status_code == 204
    return f"{stage.url}/wallboard#{secret}"


def screen(stage: Stage, browser: Browser, language: str, size: tuple[int, int]) -> Page:
    """A page of this size; its errors fail the test."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    page = browser.new_context(locale=language, viewport=viewport).new_page()
    page.on("pageerror", lambda error: stage.errors.append(str(error)))
    return page


def opened(
    stage: Stage,
    browser: Browser,
    address: str,
    language: str,
    size: tuple[int, int] = (1920, 1080),
) -> tuple[Page, list[str]]:
    """The page on a screen of its own, and the addresses that it asks for; its errors fail the test."""
    page = screen(stage, browser, language, size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(address)
    return page, asked


def crowd(count: int = 30) -> dict[str, Any]:
    """That many queues with long names and waits, and alerts, as the hub would tell them."""
    now = int(time.time() * 1000)
    names = ("Social networks", "Billing and refunds Europe", "Technischer Kundendienst", "SMS")
    queues = [
        {
            "name": f"{names[at % 4]} {at // 4 or ''}".strip(),
            "waiting": 7 * at,
            "service_target": 0.8,
            "abandoned_target": 0.05,
            "ready": at,
            "on": 20 + at,
            "oldest_at": now - (39 * 3_600_000, 71_000)[at % 2],
            "very_late_at": now - 1,
            "service": {"over": (100, 61)[at % 2], "under": 100},
            "abandoned": {"over": 123, "under": 1000},
        }
        for at in range(count)
    ]
    alerts = [
        {"figure": "longest_wait", "place": names[2], "at": now, "value": 600},
        {"figure": "waiting", "place": names[1], "at": now, "value": 31},
        {"figure": "service", "place": "", "at": now, "value": 61},
    ]
    agents = {"ready": 118, "working": 112, "idle": 21, "away": 14, "offline": 263}
    told = {"type": "figures", "at": now, "name": "Kundenservice Erdgeschoss", "left_off": 4}
    targets = {"service_target": 0.8, "abandoned_target": 0.05, "waiting": 4_711}
    return told | targets | {"queues": queues, "alerts": alerts, "agents": agents}


def numbered(name: str) -> tuple[str, int]:
    """What the names of queues are sorted by."""
    words, _, number = name.rpartition(" ")
    return (words.casefold(), int(number)) if number.isdigit() else (name.casefold(), 0)


def turned(page: Page, place: str) -> str:
    """What stands in a place once the next have their turn: its clock is put forward, so that nobody waits."""
    before = page.locator(place).inner_text()
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 12500; }")
    expect(page.locator(place)).not_to_have_text(before, use_inner_text=True)
    return page.locator(place).inner_text()


def large(page: Page) -> None:
    """One queue alone has the whole screen: its figures are larger than those above a table, and fill the room."""
    size = (
        "() => parseFloat(getComputedStyle(document.querySelector('.value')).fontSize) / innerWidth"
    )
    assert page.evaluate(size) > 0.08
    expect(page.locator("#queues")).to_be_hidden()
    expect(page.locator("#figures div", has_text="Waiting").locator(".note")).to_have_text(
        "Support"
    )
    room = """() => {
        const [above, below] = ["#figures", "footer"].map((one) => document.querySelector(one).getBoundingClientRect());
        return [above.height / innerHeight, below.top - above.bottom];
    }"""
    height, gap = page.evaluate(room)
    assert height > 0.6
    assert 0 <= gap < 60


def crowded(stage: Stage, browser: Browser, address: str) -> None:
    """Nothing of a full wallboard is cut off, wraps where it must not, or lies outside the screen."""
    for language, size in (
        ("de-DE", (1080, 1920)),
        ("en-US", (1080, 1920)),
        ("de-DE", (1920, 1080)),
    ):
        page = screen(stage, browser, language, size)
        page.route_web_socket("**/wallboard/live", _full)
        page.goto(address)
        expect(page.locator("#page")).to_contain_text("1 von" if language == "de-DE" else "1 of")
        assert page.evaluate(f"() => ({_CUT})()") == []
        assert page.evaluate(_OUTSIDE) == []
        assert page.locator("tbody tr").count() >= 6
        assert page.evaluate(_BEYOND) <= 1
        shown = page.locator("tbody th").all_inner_texts()
        assert shown == sorted(shown, key=numbered)  # all wait too long: by name
        expect(page.locator("#figures div", has_text="4711")).to_have_count(1)  # not of these alone
        assert turned(page, "#alerts") != turned(page, "#alerts")
        assert page.evaluate("() => document.querySelector('#clock').getClientRects().length") == 1
        page.context.close()


def _full(line: WebSocketRoute, count: int = 30) -> None:
    """The hub's socket, whose figures are those of a crowd."""
    hub = line.connect_to_server()

    def told(text: str | bytes) -> None:
        full = json.loads(text)["type"] == "figures"
        line.send(json.dumps(crowd(count)) if full else text)

    hub.on_message(told)


_LETTERS = """() => Math.max(...[...document.querySelectorAll("tbody td")]
    .map((one) => parseFloat(getComputedStyle(one).fontSize) / innerWidth))"""


def few(stage: Stage, browser: Browser, address: str) -> None:
    """The fewer queues there are, the larger is what stands of them, and the room is filled; nothing is cut off."""
    for size in ((1920, 1080), (1024, 768)):
        letters: list[float] = []
        for count in (2, 3, 6, 12):
            page = screen(stage, browser, "de-DE", size)
            page.route_web_socket("**/wallboard/live", partial(_full, count=count))
            page.goto(address)
            expect(page.locator("tbody tr").first).to_be_visible()
            cut = page.evaluate(f"() => ({_CUT})()")
            assert [one for one in cut if "TD" in one] == [], (size, count)
            assert page.evaluate(_OUTSIDE) == [], (size, count)
            assert -2 <= page.evaluate(_BEYOND) <= 1, (size, count)
            letters.append(page.evaluate(_LETTERS))
            page.context.close()
        assert letters == sorted(letters, reverse=True), (size, letters)
        assert letters[0] > 1.5 * letters[-1], (size, letters)


def within_a_second(stage: Stage, page: Page, agent: Desk) -> None:
    """What happens is on the screen within a second; a busy computer may keep one of them waiting, never all."""
    took: list[float] = []

    def soon(place: Locator, words: str) -> None:
        since = time.monotonic()
        expect(place).to_have_text(words)
        took.append(time.monotonic() - since)

    kinds = {kind: page.locator(f"#agents .{kind} b") for kind in ("idle", "away")}
    waiting = page.locator("#figures div", has_text="Waiting").locator(".value")
    for _ in range(2):
        for state, kind in ((PresenceState.READY, "idle"), (PresenceState.BREAK, "away")):
            assert isinstance(agent.perform(ChoosePresence(state=state)), Answer)
            soon(kinds[kind], "1")
    assert min(took[::2]) < SECOND, took
    assert min(took[1::2]) < SECOND, took
    took.clear()
    with Visitor(stage.url) as first, Visitor(stage.url) as second:
        for count, visitor in enumerate((first, second), 1):
            visitor.introduce()
            soon(waiting, str(count))
        assert min(took) < SECOND, took
        agent.ready()
        done: set[str] = set()
        for _ in range(2):
            offer = agent.event(OfferMade, lambda one: one.offer.interaction_id not in done).offer
            key = offer.interaction_id
            done.add(key)
            agent.perform(AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=True))
            agent.perform(EndInteraction(interaction_id=key))
            agent.perform(CompleteWrapUp(interaction_id=key, disposition=""))
    expect(waiting).to_have_text("0")


def test_a_wall_lives_as_long_as_its_link(stage: Stage, browser: Browser) -> None:
    address = link(stage)
    page, asked = opened(stage, browser, address, "en-GB")
    state, alerts = page.locator("#state"), page.locator("#alerts .alert")
    waiting = page.locator("#figures div", has_text="Waiting").locator(".value")
    expect(waiting).to_have_text("0")
    expect(state).to_have_text("Live")
    expect(page).to_have_title("Support floor")
    expect(alerts).to_have_count(0)
    with Desk.open(stage.hub.live, stage.ann) as agent:
        within_a_second(stage, page, agent)
    large(page)
    german, _ = opened(stage, browser, address.replace("#", "?theme=light#"), "de-AT")
    upright = [
        opened(stage, browser, address, language, size)[0]
        for language, size in (("de-DE", (1080, 1920)), ("en-GB", (768, 1024)))
    ]
    with Visitor(stage.url) as visitor:
        visitor.introduce()
        expect(waiting).to_have_text("1")
        expect(alerts).to_have_text(["Support: 1 waiting"])
        expect(german.locator("#alerts .alert")).to_have_text(["Support: 1 warten"])
        for one in (page, german, *upright):
            expect(one.locator("#figures .value")).to_have_count(5)
            assert one.evaluate(f"() => {{ ({_LATE})(); return ({_CUT})(); }}") == []
    colours = [
        one.evaluate("() => getComputedStyle(document.body).backgroundColor")
        for one in (page, german)
    ]
    assert colours == ["rgb(23, 24, 29)", "rgb(245, 245, 247)"]
    crowded(stage, browser, address)
    few(stage, browser, address)
    stage.hub.kill()
    expect(state).to_have_text("Not connected")
    expect(page.locator("#stale")).to_contain_text("Not connected: these figures are of ")
    faded = "() => getComputedStyle(document.querySelector('#alerts')).opacity"
    assert float(page.evaluate(faded)) < 1
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 86400000; }")
    expect(page.locator("#stale")).to_contain_text(re.compile(r" of \w+day "))  # by the next day
    stage.restart()
    expect(state).to_have_text("Live")
    expect(page.locator("#stale")).to_be_hidden()
    fresh = link(stage)  # its lead makes another link: the old one ends on every screen
    for one, words in (
        (page, "This link no longer works"),
        (german, "Dieser Link gilt nicht mehr"),
    ):
        expect(one.locator("#message h2")).to_have_text(words)
        expect(one.locator("#board")).to_be_hidden()
    assert {one.split("/")[2] for one in asked if not one.startswith("data:")} == {
        f"127.0.0.1:{stage.hub.port}"
    }
    assert not [one for one in asked if address.partition("#")[2] in one.partition("#")[0]]
    page.goto(fresh)
    page.reload()  # only the fragment is another one
    expect(state).to_have_text("Live")
    page.goto(f"{stage.url}/wallboard?whole=not")
    expect(page.locator("#message h2")).to_have_text("This link is not complete")
