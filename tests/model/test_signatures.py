"""Signatures: names in their places, as plain characters."""

from agent_desktop.model.signatures import AGENT, QUEUE, filled


def test_names_come_into_their_places() -> None:
    signature = "<div><b>{agent}</b></div><div>{queue} {team} {else}</div>"
    assert filled(signature, {AGENT: "Anna", QUEUE: "Care"}) == (
        "<div><b>Anna</b></div>\n<div>Care {team} {else}</div>"
    )
    assert filled("", {AGENT: "Anna"}) == ""


def test_a_name_is_no_markup_and_no_place() -> None:
    found = filled("<div>{agent}</div>", {AGENT: "<img src=x>\n{queue}", QUEUE: "no"})
    assert found == "<div>&lt;img src=x&gt; {queue}</div>"
