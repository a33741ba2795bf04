"""An answer that is lost on the way: asked again with the same id, the command has taken effect once."""

import contextlib

from websockets.exceptions import ConnectionClosed

from agent_desktop.hub.protocol import Answer, Perform
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.hub.server.conftest import Team
from tests.hub.server.cutting_proxy import CuttingProxy, cutting
from tests.hub.server.desk import Desk, Visitor, http

CUTS = (0, 1, 7, 40, 200, 1_000)


def test_messages_survive_answers_cut_anywhere(team: Team) -> None:
    with Desk.open(team.live, team.ann) as desk, Visitor(team.url) as visitor:
        desk.ready()
        visitor.introduce()
        conversation_id = desk.accept().offer.conversation_id
        sent: list[str] = []
        with cutting(team.hub.port) as proxy:
            through = team.live.replace(str(team.hub.port), str(proxy.port))
            for cut in CUTS * 3:
                text = f"message {len(sent)}, cut after {cut}"
                command = SendMessage(
                    client_id=new_id(),
                    conversation_id=conversation_id,
                    channel=Channel.CHAT,
                    text=text,
                )
                send_until_answered(
                    team, through, proxy, cut, Perform(id=new_id(), command=command)
                )
                sent.append(text)
        assert proxy.cuts >= len(CUTS)
        visitor.until_text(sent[-1])
        assert visitor.texts == sent
        with http(team.url, team.ann) as client:
            page = client.get(f"/v1/conversations/{conversation_id}/timeline?limit=500").json()
    mine = [
        item["text"]
        for item in page["items"]
        if item["type"] == "message" and "cut" in item["text"]
    ]
    assert mine == sent


def send_until_answered(
    team: Team, through: str, proxy: CuttingProxy, cut: int, frame: Perform
) -> None:
    """Once with the answer cut after `cut` bytes, then again on a good connection."""
    first: Answer | None = None
    with Desk.open(through, team.ann) as desk, contextlib.suppress(ConnectionClosed):
        proxy.cut_after = cut
        desk.send(frame)
        first = desk.until(Answer, lambda answer: answer.id == frame.id)
    proxy.cut_after = None
    with Desk.open(through, team.ann) as desk:
        desk.send(frame)
        again = desk.until(Answer, lambda answer: answer.id == frame.id)
    assert first is None or first == again
    assert isinstance(again.item, Message)
