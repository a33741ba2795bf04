"""What the agent can do with an item of the timeline, and how each is called.

Promises a label for everything. Refuses to do it: the view tells what was asked.
"""

from enum import StrEnum

from agent_desktop.ui.words import tr


class Act(StrEnum):
    """What the agent can do with an item."""

    UNDO = "undo"
    RETRY = "retry"
    EDIT = "edit"
    AGAIN = "again"
    DISCARD = "discard"
    SAVE = "save"
    LINK = "link"
    CALL = "call"
    PLAY = "play"
    SCRUB = "scrub"
    SPEED = "speed"
    UNFOLD = "unfold"
    FOLD = "fold"
    FORMATTED = "formatted"
    TURN = "turn"
    REPLY = "reply"
    REPLY_ALL = "reply_all"
    FORWARD = "forward"
    MORE = "more"
    PICTURES = "pictures"


def act_words(act: Act) -> str:
    """The label of an action."""
    return {
        Act.UNDO: tr("Undo"),
        Act.RETRY: tr("Retry"),
        Act.EDIT: tr("Edit"),
        Act.AGAIN: tr("Write again"),
        Act.DISCARD: tr("Discard"),
        Act.SAVE: tr("Save file…"),
        Act.LINK: tr("Open link"),
        Act.CALL: tr("Call back"),
        Act.PLAY: tr("Play or pause"),
        Act.SCRUB: tr("Go to this place"),
        Act.SPEED: tr("Hear it faster"),
        Act.UNFOLD: tr("Show quoted text"),
        Act.FOLD: tr("Hide quoted text"),
        Act.FORMATTED: tr("Show as formatted"),
        Act.TURN: tr("Open or close this mail"),
        Act.REPLY: tr("Reply"),
        Act.REPLY_ALL: tr("Reply to all"),
        Act.FORWARD: tr("Forward"),
        Act.MORE: tr("More"),
        Act.PICTURES: tr("Show pictures"),
    }[act]
