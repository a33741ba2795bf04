"""How soon a wallboard in a real browser shows what happened: from the act to the changed page.

An agent at a desk goes away and comes back, customers come: before each act the clock is read, and the page reads the
same computer's clock when what it shows has changed. Hub, desk and Chromium are real and on this computer.

    python packaging/dev.py bench wallboard
"""

import argparse
import contextlib
import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from tests.benchmarks.report import Figure, percentile, report
from tests.hub.server.desk import Desk, Visitor, http
from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, staged

CHANGES = 60
CUSTOMERS = 12
BETWEEN_S = 0.37
"""No divisor of the hub's rounds, so that acts fall everywhere between two of them."""
GOALS: dict[str, Figure] = {"agents_ms_max": 1_000, "waiting_ms_max": 1_000}

_WATCH = """([selector, name]) => {
    const words = () => document.querySelector(selector).textContent, seen = (window[name] = []);
    let before = words();
    new MutationObserver(() => {
        if (words() === before) return;
        before = words();
        seen.push([Date.now(), before]);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
_AGENTS = "#agents"
_WAITING = "#figures div:nth-child(2) .value"


def spent(page: Page, name: str, act: Callable[[], object]) -> float:
    """Milliseconds from before `act` until what is watched as `name` had changed."""
    known = page.evaluate(f"() => window.{name}.length")
    began = time.time() * 1000
    act()
    page.wait_for_function(f"() => window.{name}.length > {known}", timeout=30_000)
    moment: float = page.evaluate(f"() => window.{name}[{known}][0]")
    return moment - began


def measure(page: Page, desk: Desk, url: str) -> dict[str, Figure]:
    """Presence first, then customers who wait."""

    def choose(state: PresenceState) -> None:
        assert isinstance(desk.perform(ChoosePresence(state=state)), Answer)

    page.evaluate(_WATCH, [_AGENTS, "agents"])
    page.evaluate(_WATCH, [_WAITING, "waiting"])
    agents: list[float] = []
    for number in range(CHANGES):
        state = PresenceState.READY if number % 2 else PresenceState.BREAK
        agents.append(spent(page, "agents", lambda state=state: choose(state)))  # type: ignore[misc]
        time.sleep(BETWEEN_S)
    choose(PresenceState.BREAK)
    time.sleep(1)
    waiting: list[float] = []
    with contextlib.ExitStack() as visits:
        for _ in range(CUSTOMERS):
            visitor = visits.enter_context(Visitor(url))
            waiting.append(spent(page, "waiting", visitor.introduce))
            time.sleep(BETWEEN_S)
    made: dict[str, Figure] = {}
    for name, found in (("agents", agents), ("waiting", waiting)):
        made |= {
            f"{name}_changes": len(found),
            f"{name}_ms_p50": percentile(found, 50),
            f"{name}_ms_p99": percentile(found, 99),
            f"{name}_ms_max": max(found),
        }
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    secret = secrets.token_urlsafe(32)
    with (
        tempfile.TemporaryDirectory(prefix="agent-desktop-wall-") as folder,
        staged(Path(folder)) as stage,
        sync_playwright() as driver,
    ):
        wish = {"type": "define_wallboard", "name": "Floor", "secret": secret}
        with http(stage.url, stage.owner) as client:
            assert client.put("/v1/wallboards/hall", json=wish).status_code == 204
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        with stage.desk() as desk:
            page.goto(f"{stage.url}/wallboard#{secret}")
            page.wait_for_selector("#state.live")
            figures = measure(page, desk, stage.url)
        browser.close()
    met = {name: float(figures[name]) < float(goal) for name, goal in GOALS.items()}
    report("wallboard", figures, {}, GOALS, met)


if __name__ == "__main__":
    main()
