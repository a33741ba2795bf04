"""A visitor's messages arrive once and in the order of their bubbles, whatever the hub refuses meanwhile."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from tests.journeys.kills.test_disks import SmallDisk, small_disk
from tests.widget.stage import Answering, Stage, Widget, staged

__all__ = ["small_disk"]

pytestmark = pytest.mark.serial


@pytest.fixture
def cramped(small_disk: SmallDisk) -> Iterator[Stage]:
    """A stage whose hub lives on the small disk."""
    with staged(small_disk.folder) as stage:
        yield stage


@pytest.mark.expected_log("hub.log: .* not saved: The hub's disk is full")
def test_a_full_disk_keeps_the_order(
    cramped: Stage, small_disk: SmallDisk, context: BrowserContext
) -> None:
    with cramped.desk() as desk:
        widget = cramped.widget(context)
        other = cramped.widget(context)
        widget.open()
        widget.introduce("0")
        agent = Answering(desk)
        other.open()
        other.shows("0")
        small_disk.fill()
        widget.say("1")
        for tab in (widget, other):
            expect(tab.texts).to_have_text(["0", "1"])
        expect(widget.panel.locator(".notice")).to_contain_text("cannot be saved at the moment")
        expect(widget.mark).to_have_text("Is sent later")
        other.say("2")
        widget.say("3")
        widget.page.reload()
        widget.open()
        expect(widget.texts).to_have_text(["0", "1", "2", "3"])
        widget.say("4")
        expect(other.texts).to_have_text(["0", "1", "2", "3", "4"])
        other.say("5")
        small_disk.free()
        for tab in (widget, other):
            tab.page.set_default_timeout(60_000)
            expect(tab.log.locator(".waits")).to_have_count(0, timeout=60_000)
            tab.shows("0", "1", "2", "3", "4", "5")
            expect(tab.panel.locator(".notice")).to_be_hidden()
        expected = ["0", "1", "2", "3", "4", "5"]
        assert agent.visitor_texts(cramped.ann, cramped.url) == expected


def test_tabs_without_a_connection_send_in_order(stage: Stage, context: BrowserContext) -> None:
    one = stage.widget(context)
    with stage.desk() as desk:
        one.open()
        one.introduce("0")
        agent = Answering(desk)
    two = stage.widget(context)
    two.open()
    two.shows("0")
    stage.hub.kill()
    for tab in (one, two):
        expect(tab.panel.locator(".notice")).to_contain_text("No connection")
    for number, tab in enumerate((one, two, two, one), 1):
        tab.say(str(number))
    expect(two.texts).to_have_text(["0", "1", "2", "3", "4"])
    one.page.close()
    stage.restart()
    two.shows("0", "1", "2", "3", "4")
    assert agent.visitor_texts(stage.ann, stage.url) == ["0", "1", "2", "3", "4"]


def test_a_refused_message_holds_those_behind_it(stage: Stage, context: BrowserContext) -> None:
    tab = context.new_page()
    heard: list[str] = []

    def between(route: WebSocketRoute) -> None:
        hub = route.connect_to_server()
        hub.on_message(route.send)

        def to_hub(data: str | bytes) -> None:
            frame = json.loads(data)
            if frame["type"] != "say":
                hub.send(data)
                return
            heard.append(frame["text"])
            if heard.count(frame["text"]) > 1 or frame["text"] == "Behind":
                hub.send(data)
                return
            problem = {"code": "refused", "message": "The queue is full."}
            refusal = {"type": "refused", "client_id": frame["client_id"], "problem": problem}
            route.send(json.dumps(refusal))

        route.on_message(to_hub)

    tab.route_web_socket("**/chat/v1/live", between)
    with stage.desk() as desk:
        widget = Widget(tab, f"{stage.url}/demo", stage.errors)
        widget.open()
        widget.introduce("Hello?")
        agent = Answering(desk)
        widget.say("Refused once")
        expect(widget.mark).to_have_text("Not sent. The queue is full.")
        widget.say("Behind")
        expect(widget.mark).to_have_text("Waits for the message above")
        tab.reload()
        widget.open()
        expect(widget.mark).to_have_text("Waits for the message above")
        assert heard == ["Refused once"]
        widget.button("Try again").click()
        widget.shows("Hello?", "Refused once", "Behind")
        widget.say("Refused for good")
        expect(widget.mark).to_contain_text("Not sent")
        widget.say("Behind")
        widget.button("Discard").click()
        widget.shows("Hello?", "Refused once", "Behind", "Behind")
        expected = ["Hello?", "Refused once", "Behind", "Behind"]
        assert agent.visitor_texts(stage.ann, stage.url) == expected
