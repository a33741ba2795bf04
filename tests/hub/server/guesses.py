"""Orders and commands that somebody may give of the own team's things, each with one id of the other team's in it."""

from typing import Any

import msgspec

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.backend_calls import CallOut
from agent_desktop.model.base import new_id
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.commands import (
    AmendMessage,
    BackendCommand,
    EndInteraction,
    SendMessage,
)
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.rearranging import MergeConversations, SplitConversation
from agent_desktop.model.supervising import RaiseHand, Reassign, SeeAnnouncement
from agent_desktop.model.timeline import WishKind
from agent_desktop.model.work import Channel
from tests.hub.server.matrix_stage import MONDAY, Side

VISITORS = {
    "/chat/v1/sessions": (),
    "/chat/v1/attachments/{attachment_id}": ("PUT", "GET"),
    "/chat/v1/uploads/{upload_id}": ("POST", "PUT", "DELETE"),
    "/chat/v1/transcript": ("GET",),
    "/chat/v1/live": (),
}
"""Every route of visitors, and how it is asked with a visitor's token; the others give one, or ask in their own way."""


def orders(mine: Side, strange: Side) -> dict[str, tuple[str, str, dict[str, Any] | None]]:
    """What a lead may ask over HTTP: the method, the path and the body of each."""
    alert = {"type": "define_alert", "name": "a", "figure": "ready", "raise_at": 1, "clear_at": 2}
    wall = {"type": "define_wallboard", "name": "w", "secret": "x" * 43}
    report: dict[str, Any] = {"type": "define_report_schedule", "report": "queues"}
    report |= {"entry_point_id": "post", "receivers": ["a@example.org"]}
    shift = {"type": "define_shift", "day": MONDAY.isoformat(), "starts": 540, "ends": 1020}
    queues, both = [f"{strange.team}-queue"], [f"{mine.team}-queue", f"{strange.team}-queue"]
    lines = f"agent,day,start,end\n{mine.team}-ann,2032-01-05,9:00,17:00\n"
    return {
        "an alert of both queues": ("PUT", "/v1/alerts/new", {**alert, "queues": both}),
        "an alert of the other team": (
            "PUT",
            "/v1/alerts/new",
            {**alert, "over": "teams", "teams": [strange.team]},
        ),
        "an alert of its agents": (
            "PUT",
            "/v1/alerts/new",
            {
                **alert,
                "figure": "in_state",
                "over": "teams",
                "teams": [mine.team, strange.team],
                "states": ["away"],
                "raise_at": 60,
                "clear_at": 0,
            },
        ),
        "an alert of the house": ("PUT", "/v1/alerts/new", {**alert, "over": "house"}),
        "an alert of everything": ("PUT", "/v1/alerts/new", alert),
        "their alert, made of the own": (
            "PUT",
            f"/v1/alerts/{strange.team}-alert",
            {**alert, "queues": [f"{mine.team}-queue"]},
        ),
        "a wallboard of their team": (
            "PUT",
            "/v1/wallboards/new",
            {**wall, "teams": [strange.team]},
        ),
        "a wallboard of their queue": ("PUT", "/v1/wallboards/new", {**wall, "queues": both}),
        "the own wallboard, of their queue": (
            "PUT",
            f"/v1/wallboards/{mine.team}-wall",
            {**wall, "queues": queues},
        ),
        "a report of their team": (
            "PUT",
            "/v1/report-schedules/new",
            {**report, "query": f"team={strange.team}"},
        ),
        "a report of their team instead of the own": (
            "PUT",
            f"/v1/report-schedules/{mine.team}-report",
            {**report, "query": f"team={strange.team}"},
        ),
        "the own agent's shift under their id": (
            "PUT",
            f"/v1/agents/{mine.team}-ann/shifts/{strange.team}-shift",
            shift,
        ),
        "their shift as the own agent's": (
            "DELETE",
            f"/v1/agents/{mine.team}-ann/shifts/{strange.team}-shift",
            None,
        ),
        "a shift for their agent": ("PUT", f"/v1/agents/{strange.team}-ann/shifts/new", shift),
        "their week": (
            "POST",
            "/v1/shifts/copy",
            {
                "type": "copy_shifts",
                "first": MONDAY.isoformat(),
                "to": "2032-01-05",
                "team": strange.team,
            },
        ),
        "a file with their agent in it": (
            "POST",
            "/v1/shifts/import",
            {"type": "import_shifts", "text": f"{lines}{strange.team}-ann,2032-01-05,9:00,17:00\n"},
        ),
    }


def commands(mine: Side, strange: Side, item: str, own: str) -> dict[str, BackendCommand]:
    """What an agent, or a lead, may do with the own work. `item` and `own` are messages of theirs and of ours."""
    at, file = mine.conversation, Attachment(id=strange.file, name="a", media_type="", size=1)

    def sends(**more: Any) -> SendMessage:
        wish = SendMessage(client_id=new_id(), conversation_id=at, channel=Channel.CHAT, text="x")
        return msgspec.structs.replace(wish, **more)

    return {
        "their file": sends(attachments=(file,)),
        "their message, passed on": sends(
            channel=Channel.EMAIL, mail=MailHead(forwards=item, passes=(strange.file,))
        ),
        "their message, changed": AmendMessage(
            conversation_id=at, message_id=item, kind=WishKind.REACT, text="+"
        ),
        "the own, under their conversation": AmendMessage(
            conversation_id=strange.conversation, message_id=own, kind=WishKind.REACT, text="+"
        ),
        "split at their message": SplitConversation(conversation_id=at, item_id=item),
        "theirs into the own": MergeConversations(kept_id=at, merged_id=strange.conversation),
        "the own into theirs": MergeConversations(kept_id=strange.conversation, merged_id=at),
        "a hand for their work": RaiseHand(text="Look", interaction_id=strange.work),
        "a conversation under their id": BeginConversation(
            conversation_id=strange.conversation, entry_point_id="post", address="a@example.org"
        ),
        "a call in their conversation": CallOut(
            interaction_id=new_id(), number="+4930123456", token="t",
            conversation_id=strange.conversation,
        ),
        "their announcement": SeeAnnouncement(announcement_id=strange.announcement),
        "their work and the own": Reassign(
            interaction_ids=(mine.work, strange.work), queue_id=f"{mine.team}-queue"
        ),
        "the end of their work": EndInteraction(interaction_id=strange.work),
    }  # fmt: skip
