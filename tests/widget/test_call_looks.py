"""How the card of a call looks: in both themes, turned around, on a telephone's narrow screen, with long words."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect

from tests.hub.server.desk import http
from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, Stage, staged

pytestmark = pytest.mark.serial

NARROW: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 390, "height": 780}
DESK: ViewportSize = {"width": 1100, "height": 800}
BLOCKED = {"de": "Das Mikrofon ist für diese Seite gesperrt", "ar": "الميكروفون محظور"}
_FAULTS = """() => {
  const root = [...document.body.children].find((one) => one.shadowRoot).shadowRoot;
  const panel = root.querySelector(".panel").getBoundingClientRect(), card = root.querySelector(".call");
  const seen = [...card.querySelectorAll("button, .call-words, .call-time, output")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width);
  const name = (one) => one.getAttribute("aria-label") || one.textContent || one.className;
  const parts = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => {
    const linear = (one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((one) => linear(one / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const color = parts(getComputedStyle(one).backgroundColor);
      if (color.a === 1) return color;
    }
    return { r: 255, g: 255, b: 255 };
  };
  const contrast = (one) => {
    const [more, less] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const faults = [];
  const boxes = seen.map((one) => one.getBoundingClientRect());
  seen.forEach((one, n) => {
    const box = boxes[n], button = one.tagName === "BUTTON";
    const inside = box.left >= panel.left && box.right <= panel.right && box.bottom <= panel.bottom;
    if (!inside) faults.push(`${name(one)} is outside`);
    if (button && Math.min(box.width, box.height) < 36) faults.push(`${name(one)} is small`);
    const least = one.querySelector("svg") ? 3 : 4.5;
    if (contrast(one) < least) faults.push(`${name(one)} is faint: ${contrast(one).toFixed(1)}`);
    if (one.scrollWidth > one.clientWidth + 1) faults.push(`${name(one)} is cut off`);
    boxes.slice(0, n).forEach((other, m) => {
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (wide > 1 && high > 1) faults.push(`${name(one)} covers ${name(seen[m])}`);
    });
  });
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  const left = Object.fromEntries(seen.map((one, n) => [name(one), boxes[n].left]));
  left["hang-up"] = card.querySelector(".hang-up").getBoundingClientRect().left;
  left.words = card.querySelector(".call-words").getBoundingClientRect().left;
  return { faults, count: seen.length, left };
}"""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """A hub whose pages can call."""
    with tempfile.TemporaryDirectory(prefix="agent-desktop-looks-") as folder:
        with staged(Path(folder), calls="web") as stage:
            yield stage


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One with a microphone that is none."""
    arguments = [*CHROMIUM_ARGS, "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


def looks(page: Page, *, at_least: int) -> dict[str, float]:
    """Find nothing wrong with the card; where the left edge of each of its parts is."""
    found: dict[str, Any] = page.evaluate(_FAULTS)
    assert found["faults"] == []
    assert found["count"] >= at_least
    left: dict[str, float] = found["left"]
    return left


def called(context: BrowserContext, stage: Stage, more: str = "") -> Page:
    """A page whose visitor has pressed the button."""
    page = context.new_page()
    page.goto(f"{stage.shop.url}/?{more}")
    page.locator("button.launcher").click()
    page.locator("section.panel > form > button.other").click(timeout=20_000)
    return page


@pytest.mark.parametrize(
    ("language", "turned"), [("en", False), ("de", False), ("ar", True)], ids=["en", "de", "ar"]
)
def test_the_card_of_a_call(stage: Stage, browser: Browser, language: str, turned: bool) -> None:
    context = browser.new_context(permissions=["microphone"], locale=language, viewport=DESK)
    with context:
        page = called(
            context, stage, f"data-language={language}&page-dir={'rtl' if turned else 'ltr'}"
        )
        tools = page.locator(".call-tools button")
        expect(tools.nth(1)).to_be_visible(timeout=20_000)
        tools.nth(1).click()
        page.locator(".keypad button").nth(0).click()
        themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for theme in themes:
            page.emulate_media(color_scheme=theme)
            expect(page.locator(".chat")).to_have_attribute("data-theme", theme)
            for size in (DESK, PHONE, NARROW):
                page.set_viewport_size(size)
                left = looks(page, at_least=3 + 12 + 1)
                assert left["1"] < left["2"] < left["3"], "a keypad is never turned around"
                assert (left["hang-up"] < left["words"]) is turned
        tools.nth(2).click()
        for size in (DESK, NARROW):
            page.set_viewport_size(size)
            looks(page, at_least=3)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_long_words_have_room(stage: Stage, browser: Browser, language: str) -> None:
    with browser.new_context(permissions=[], locale=language, viewport=NARROW) as context:
        page = called(context, stage, f"data-language={language}")
        expect(page.locator(".call-words")).to_contain_text(BLOCKED[language], timeout=20_000)
        looks(page, at_least=3)


def calls_back(stage: Stage) -> None:
    """The queue of the website's chat calls back."""
    with http(stage.url, stage.owner) as client:
        policy = client.get("/v1/admin/voice/policy").json()["policy"]
        others = [one for one in policy.get("queues", ()) if one["id"] != "support"]
        wish = {**policy, "queues": [*others, {"id": "support", "callback": {}}]}
        answer = client.put(
            "/v1/admin/voice/policy", json={"type": "define_voice_policy", "policy": wish}
        )
        assert answer.status_code == 204, answer.text


@pytest.mark.parametrize(
    ("language", "ask", "number", "promise"),
    [
        ("en", "Call me back", "Your telephone number", "You keep your place."),
        ("de", "Rückruf bitte", "Ihre Telefonnummer", "Sie behalten Ihren Platz."),
        ("ar", "عاودوا الاتصال بي", "رقم هاتفك", "نحتفظ بدورك"),
    ],
)
def test_who_waits_in_the_chat_asks_to_be_called(
    stage: Stage, browser: Browser, language: str, ask: str, number: str, promise: str
) -> None:
    calls_back(stage)
    with browser.new_context(locale=language, viewport=NARROW) as context:
        page = context.new_page()
        turned = "rtl" if language == "ar" else "ltr"
        page.goto(f"{stage.shop.url}/?data-language={language}&page-dir={turned}")
        page.locator("button.launcher").click()
        form = page.locator("section.panel > form")
        form.locator("input").nth(0).fill("Layla")
        form.locator("textarea").fill("My lamp hums.")
        form.locator("button.main").click()
        card = page.get_by_role("group", name=ask, exact=True)
        card.get_by_role("button", name=ask, exact=True).click(timeout=20_000)
        field = card.get_by_label(number)
        expect(field).to_be_focused()
        field.fill("112")
        field.press("Enter")
        expect(page.locator(".notice")).not_to_be_empty()
        expect(field).to_have_value("112")
        field.fill("+49 30 111 22 33")
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        field.press("Enter")
        told = card.get_by_role("status")
        expect(told).to_contain_text("+49301112233")
        expect(told).to_contain_text(promise)
        expect(field).to_be_hidden()
        text = page.locator(".box textarea")
        expect(text).to_be_focused()
        card.get_by_role("button").click()  # that number was wrong
        expect(field).to_have_value("+49301112233")
        field.fill("+49 30 111 22 44")
        field.press("Enter")
        expect(told).to_contain_text("+49301112244")
        expect(field).to_be_hidden()
        page.reload()
        page.locator("button.launcher").click()
        expect(told).to_contain_text("+49301112244", timeout=20_000)
        text.fill("I am at home.")
        text.press("Enter")
        expect(page.locator(".mark").last).not_to_have_text("")
