"""An administrator makes a rule in the window and tries it on what came through a hub's doors the day before."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.runner import Desk
from agent_desktop.model.administration import Topic
from agent_desktop.model.events import LinkState
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.page import BookPage
from agent_desktop.ui.settings.rows import LinesRow, TextRow
from agent_desktop.ui.settings.tables import PickRow
from agent_desktop.ui.settings.versions import SheetForm
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.hub.server.desk import Visitor, http, owner_token
from tests.hub.server.hub_process import HubProcess
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import outside_tasks, until

pytestmark = pytest.mark.serial
DAY_S = 86_400
SAID = ("I want a refund", "Where is my parcel?", "Refunding, please", "Hello")


def yesterday(data: Path) -> tuple[str, str]:
    """A hub's port and its owner's token; customers wrote to it yesterday, and it is stopped."""
    hub = HubProcess(data, clock_off_s=-DAY_S)
    owner = owner_token(hub.url, hub.ticket)
    with http(hub.url, owner) as client:
        queue = {"type": "define_queue", "name": "Billing"}
        assert client.put("/v1/admin/queues/billing", json=queue).status_code == 204
    for words in SAID:
        with Visitor(hub.url) as visitor:
            visitor.introduce(words)
    port = str(hub.port)
    assert hub.stop() == (0, "")
    return port, owner


class Trying:
    """The page of versions, with the draft open."""

    def __init__(self, desk: Desk, spaces: DeskWorkspaces) -> None:
        self.desk = desk
        page = spaces.administering.pages[Topic.VERSIONS]
        assert isinstance(page, BookPage)
        assert isinstance(page.form, SheetForm)
        self.form = page.form
        self.card = page.form.card

    def told(self) -> list[str]:
        """What the card says, label by label."""
        return [one.text() for one in self.card.findChildren(Label) if one.isVisible()]

    def links(self) -> list[Button]:
        """Who would have been decided otherwise, to be pressed."""
        return [one for one in self.card.findChildren(Button) if one.isVisible()]

    async def run(self, day: str = "") -> str:
        """Type a day and press the button; until it has an answer: what went wrong, or nothing."""
        row = self.form.rows["day"]
        assert isinstance(row, TextRow)
        row.field.setText(day)
        await until("a button to press", self.form.bar.test.isEnabled)
        await outside_tasks(self.form.bar.test.click)
        await until("an answer", lambda: self.card.run is not None or self.problem())
        focused = self.form.bar.test.hasFocus()
        assert focused or not self.form.isActiveWindow(), "Enter would publish"
        return self.problem()

    def problem(self) -> str:
        """What the form says that went wrong."""
        notice = self.form.notice
        return notice.words if notice.isVisible() else ""


async def made(desk: Desk, spaces: DeskWorkspaces) -> Trying:
    """The rule is made in its form, and the page leads to where it is tried."""
    settings = spaces.administering
    await outside_tasks(lambda: settings.add(Topic.ROUTING))
    page = settings.pages[Topic.ROUTING]
    assert isinstance(page, BookPage)
    name, words, queue = (page.form.rows[one] for one in ("name", "words", "queue"))
    assert isinstance(name, TextRow)
    assert isinstance(words, LinesRow)
    assert isinstance(queue, PickRow)
    name.field.setText("Refunds")
    words.area.setPlainText("refund*")
    await until("the queues", lambda: queue.list.choices == 3)  # and none
    await outside_tasks(lambda: queue.list.choose("billing"))
    await outside_tasks(page.form.submit)
    await until("the rule", lambda: [one.title for one in page.rows.entries] == ["1. Refunds"])
    await until("the way to try it", page.lead.isVisible)
    await outside_tasks(page.lead.click)
    trying = Trying(desk, spaces)
    await until("the draft", trying.form.isVisible)
    return trying


def test_a_rule_is_tried_on_what_came_through_the_doors_yesterday(
    journey: RunJourney[Any], tmp_path: Path
) -> None:
    data = tmp_path / "hub"
    port, owner = yesterday(data)
    hubs = [HubProcess(data, "--port", port)]

    def again() -> None:
        hubs.append(HubProcess(data, "--port", port))

    try:
        journey(tries(hubs, again, owner))
    finally:
        assert hubs[-1].stop() == (0, "")


async def wrong(url: str, owner: str, trying: Trying) -> None:
    """Somebody else makes the draft wrong, and right again: meanwhile it cannot be tried, and says why."""
    with http(url, owner) as client:
        kept = client.get("/v1/admin/rules").json()
        gone = {"id": "gone", "name": "Gone", "vip": True, "queue": "gone"}
        for rules, said in ([*kept["rules"], gone], "Look at the rule “Gone”"), (kept["rules"], ""):
            wish = {"type": "define_rules", "rules": rules}
            assert client.put("/v1/admin/rules/draft", json=wish).status_code == 204
            told = await trying.run()
            assert said in told if said else not told


async def tries(hubs: list[HubProcess], again: Callable[[], None], owner: str) -> None:
    """Yesterday, a day without anybody, a hub that is away, and the conversation behind a difference."""
    async with lead_window(hubs[0].url, owner, "inbox") as (desk, spaces):
        trying = await made(desk, spaces)
        assert await trying.run() == ""
        run = trying.card.run
        assert run is not None
        assert (run.interactions, run.different) == (4, 2)
        words = ["4 interactions, 2 decided otherwise." in one for one in trying.told()]
        assert any(words), trying.told()
        assert {one.name: one.count for one in run.by_rule} == {"Refunds": 2, "": 2}
        assert [(one.name, one.before, one.after) for one in run.by_queue] == [
            ("Support", 4, 2),
            ("Billing", 0, 2),
        ]
        assert await trying.run("2020-01-02") == ""
        assert trying.told() == ["Nobody came on 2 Jan 2020."]
        hubs[-1].kill()
        assert await trying.run()
        assert trying.told() == []  # no answer to another question stands there
        await until("no link", lambda: desk.link.state is not LinkState.LIVE)
        assert "nothing was tried" in await trying.run()
        await asyncio.to_thread(again)
        await until("the link", lambda: desk.link.state is LinkState.LIVE)
        await wrong(hubs[-1].url, owner, trying)
        assert await trying.run() == ""
        first = trying.links()[0]
        assert first.text() == "Vera Visitor · chat"
        await outside_tasks(first.click)
        opened = run.differences[0].conversation_id
        await until("its conversation", lambda: desk.open_conversation == opened)
        texts = spaces.conversation.timeline.stock
        await until(
            "what she wrote", lambda: SAID[0] in [getattr(one, "text", "") for one in texts.items]
        )
