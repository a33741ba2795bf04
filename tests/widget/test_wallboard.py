"""A wallboard in a real browser: figures as they happen, a hub that goes away and comes back, a link that ends."""

import secrets

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.hub.server.desk import Visitor, http
from tests.widget.stage import Stage

_CUT = """() => [...document.querySelectorAll(".value, dt, td, thead th, footer p, #agents li, header > *")]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.id || one.tagName} ${one.textContent}: ${one.scrollWidth} in ${one.clientWidth}`)"""

_LATE = """() => {
    const wait = document.querySelector("tbody td:nth-child(4) span");
    wait.className = "chip bad"; // as if somebody had waited twice beyond the threshold: a test cannot wait so long
    wait.textContent = "59:59";
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


def opened(
    stage: Stage,
    browser: Browser,
    address: str,
    language: str,
    size: tuple[int, int] = (1920, 1080),
) -> tuple[Page, list[str]]:
    """The page on a screen of its own, and the addresses that it asks for; its errors fail the test."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = browser.new_context(locale=language, viewport=viewport)
    page = context.new_page()
    asked: list[str] = []
    page.on("pageerror", lambda error: stage.errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(address)
    return page, asked


def test_a_wall_lives_as_long_as_its_link(stage: Stage, browser: Browser) -> None:
    address = link(stage)
    page, asked = opened(stage, browser, address, "en-GB")
    state, alerts = page.locator("#state"), page.locator("#alerts .alert")
    waiting = page.locator("#figures div", has_text="Waiting").locator(".value")
    expect(waiting).to_have_text("0")
    expect(state).to_have_text("Live")
    expect(page).to_have_title("Support floor")
    expect(alerts).to_have_count(0)
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
            expect(one.locator("tbody tr")).to_have_count(1)
            assert one.evaluate(f"() => {{ ({_LATE})(); return ({_CUT})(); }}") == []
    colours = [
        one.evaluate("() => getComputedStyle(document.body).backgroundColor")
        for one in (page, german)
    ]
    assert colours == ["rgb(23, 24, 29)", "rgb(245, 245, 247)"]
    stage.hub.kill()
    expect(state).to_have_text("Not connected")
    expect(page.locator("#stale")).to_contain_text("Not connected: these figures are of ")
    stage.restart()
    expect(state).to_have_text("Live")
    expect(page.locator("#stale")).to_be_hidden()
    fresh = link(stage)  # its lead makes another link: the old one ends on every screen
    for one, words in (
        (page, "This link is not good any more"),
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
    expect(page.locator("#message h2")).to_have_text("This is no whole link")
