"""An older copy of the hub's data is put back under open pages: its truth is shown, the visitor's words return."""

import shutil

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.hub.server.hub_process import HubProcess
from tests.widget.stage import Answering, Stage

pytestmark = pytest.mark.serial


def copied(stage: Stage) -> None:
    """Stop the hub, put a copy of its data aside, start it again."""
    stage.hub.stop()
    shutil.copytree(stage.hub.data, stage.hub.data.with_name("copy"))
    stage.restart()


def put_back(stage: Stage) -> None:
    """Stop the hub and start it on the copy, at the same address."""
    data, port = stage.hub.data, str(stage.hub.port)
    stage.hub.stop()
    shutil.rmtree(data)
    data.with_name("copy").rename(data)
    stage.hub = HubProcess(data, "--port", port, ticket=stage.hub.ticket)
    assert "ready" in stage.hub.said, stage.hub.said


def test_words_that_an_older_copy_lacks_are_sent_again(
    stage: Stage, context: BrowserContext
) -> None:
    widget = stage.widget(context)
    with stage.desk() as desk:
        widget.open()
        widget.introduce("Kept")
        agent = Answering(desk)
        agent.send("Answer that is kept")
        widget.shows("Kept", "Answer that is kept")
    copied(stage)
    with stage.desk() as desk:
        widget.say("Lost 1")
        widget.shows("Kept", "Answer that is kept", "Lost 1")
        agent.desk = desk
        agent.send("Answer that is lost")
        widget.say("Lost 2")
        widget.shows("Kept", "Answer that is kept", "Lost 1", "Answer that is lost", "Lost 2")
        other = stage.widget(context)
        other.open()
        other.shows("Kept", "Answer that is kept", "Lost 1", "Answer that is lost", "Lost 2")
    put_back(stage)
    for tab in (widget, other):
        tab.shows("Kept", "Answer that is kept", "Lost 1", "Lost 2")
    with stage.desk() as desk:
        agent.desk = desk
        agent.send("Another answer")
        for tab in (widget, other):
            tab.shows("Kept", "Answer that is kept", "Lost 1", "Lost 2", "Another answer")
    assert agent.visitor_texts(stage.ann, stage.url) == ["Kept", "Lost 1", "Lost 2"]


def test_a_whole_chat_that_an_older_copy_lacks_begins_again(
    stage: Stage, context: BrowserContext
) -> None:
    copied(stage)
    widget = stage.widget(context)
    widget.open()
    widget.introduce("My first words")
    widget.say("And more")
    widget.shows("My first words", "And more")
    put_back(stage)
    with stage.desk() as desk:
        agent = Answering(desk)
        assert agent.offer.customer_name == "Layla Haddad"
        widget.shows("My first words", "And more")
        expect(widget.panel.locator(":scope > form")).to_be_hidden()
    assert agent.visitor_texts(stage.ann, stage.url) == ["My first words", "And more"]
