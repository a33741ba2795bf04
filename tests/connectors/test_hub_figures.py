"""Figures and reports of a real hub by its connector: who may ask, and what a lead gets after a chat was answered."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.connectors.hub import connector
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_audit import AuditQuestion
from agent_desktop.model.administration_figures import (
    HouseFigures,
    KeepHouseFigures,
    QueueAims,
)
from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.errors import Refused, StoreFailed, Unsupported
from agent_desktop.model.figure_questions import By, Every, FigureQuestion, Period
from agent_desktop.model.figures import Figures
from agent_desktop.model.manifest import Capability
from agent_desktop.model.ports import Session
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, Visitor, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub


def test_a_lead_sees_what_was_answered_and_an_agent_nothing(tmp_path: Path) -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        make_agent(hub.url, owner, "sue", scopes=["agent", "supervisor"], queues=[])
        make_agent(hub.url, owner, "ada", scopes=["agent", "admin"], queues=[])
        with Desk.open(hub.live, ann) as desk, Visitor(hub.url) as visitor:
            desk.ready()
            visitor.introduce()
            desk.accept()
        asyncio.run(_look(hub.url))
        asyncio.run(_reports(hub.url, tmp_path))
        assert [one.name for one in tmp_path.iterdir()] == ["agents.pdf"]


async def _session(url: str, who: str) -> Session:
    values = {
        "address": url,
        "email": f"{who}@example.org",
        "password": f"{who} has a password",
    }
    return await connector.sign_in(values)


async def _look(url: str) -> None:
    agent = await _session(url, "ann")
    assert not agent.manifest.can(Capability.FIGURES)
    with pytest.raises(Unsupported):
        await agent.figures(FigureQuestion())
    with pytest.raises(Unsupported):
        await agent.figure_names()
    with pytest.raises(Unsupported):
        await agent.figure_behind(BehindQuestion(FigureQuestion(), "answered"), "")
    await agent.close()
    for who in ("sue", "ada"):
        lead = await _session(url, who)
        assert lead.manifest.can(Capability.FIGURES)
        assert lead.administration is not None
        trail = await lead.administration.find_acts(AuditQuestion(), None)
        assert "sign_in" in {one.act for one in trail.lines}
        with pytest.raises(Unsupported):
            await lead.administration.read(Topic.AUDIT)
        if who == "ada":
            await _targets(lead)
        names = await lead.figure_names()
        assert "support" in [one.id for one in names.queues]
        assert "ann" in [one.id for one in names.agents]
        queues = await lead.figures(FigureQuestion(period=Period.THIS_WEEK))
        assert ("support", 1) in [_answered(queues, at) for at in range(len(queues.rows))]
        asked = FigureQuestion(by=By.AGENT, channel=Channel.CHAT, agent_id="ann")
        (row,) = [one for one in (await lead.figures(asked)).rows if "answered" in one.sums]
        assert (row.agent_id, row.figures["service_level"], row.figures["rating"]) == (
            "ann",
            1.0,
            None,
        )
        days = await lead.figures(FigureQuestion(by=By.INTERVAL, every=Every.QUARTER))
        assert {one.until_at - one.from_at for one in days.rows} == {900_000}
        behind = BehindQuestion(figures=asked, measure="answered", about=((By.QUEUE, "support"),))
        page = await lead.figure_behind(behind, "")
        (line,) = page.lines
        assert (line.agent_name, line.channel, line.left) == ("Ann", Channel.CHAT, "answered")
        assert (page.figure, page.after) == (1, "")
        assert names.tags == ()
        tagged = await lead.figures(replace(asked, tag="vip"))
        assert (tagged.rows, tagged.total.sums) == ((), {})
        none = await lead.figure_behind(replace(behind, figures=replace(asked, tag="vip")), "")
        assert (none.figure, none.lines) == (0, ())
        within = replace(behind, since=days.rows[0].from_at, until=days.rows[-1].until_at)
        assert (await lead.figure_behind(within, "")).lines == page.lines
        nobody = replace(behind, about=((By.AGENT, ""),))
        assert not (await lead.figure_behind(nobody, "")).lines
        assert not (await lead.figure_behind(behind, "5-1-0-before")).lines
        with pytest.raises(Refused):
            await lead.figure_behind(replace(behind, measure="moon"), "")
        with pytest.raises(Refused):
            await lead.figures(FigureQuestion(period=None, count=400))
        await lead.close()


async def _targets(admin: Session) -> None:
    assert admin.administration is not None
    before = await admin.administration.read(Topic.FIGURES)
    assert isinstance(before, HouseFigures)
    aims = QueueAims(service=95, wait_ms=45_000)
    fresh = replace(
        before,
        wait_ms={Channel.CHAT: 90_000},
        queues={"support": aims},
        queue_times={"support": 10_000},
    )
    await admin.administration.carry_out(KeepHouseFigures(figures=fresh, before=before))
    assert await admin.administration.read(Topic.FIGURES) == fresh
    nowhere = replace(fresh, queues=fresh.queues | {"nowhere": aims})
    with pytest.raises(Refused) as refused:
        await admin.administration.carry_out(KeepHouseFigures(figures=nowhere, before=fresh))
    assert refused.value.problem.field == "queues"
    await admin.administration.carry_out(KeepHouseFigures(figures=before, before=fresh))


async def _reports(url: str, folder: Path) -> None:
    agent = await _session(url, "ann")
    assert agent.reporting is None
    await agent.close()
    lead = await _session(url, "sue")
    port = lead.reporting
    assert port is not None
    assert [one.title for one in await port.listed("de-DE")][:1] == ["Service nach Zeitabschnitten"]
    asked = ReportQuestion(name="agents", days=FigureQuestion(agent_id="ann", every=Every.DAY))
    made = await port.read(asked, "en")
    names = [one.name for one in made.columns]
    assert made.rows[0][names.index("agent")] == "Ann"
    assert made.only == (("Agent", "Ann"),)
    time = names.index("handle_time")
    parts = made.parts[0][time]
    assert parts is not None
    assert made.rows[0][time] == (parts[0] / parts[1] if parts[1] else None)
    assert made.total_parts[time] == parts
    (vera,) = await port.customers("visit")
    journey = ReportQuestion(name="journey", customer_id=vera.id)
    assert len((await port.read(journey, "en")).rows) == 1
    assert await port.customers("nobody at all") == ()
    file = folder / "agents.pdf"
    await port.save(asked, Format.PDF, "de", file)
    assert file.read_bytes().startswith(b"%PDF")
    with pytest.raises(Refused) as unknown:
        await port.read(ReportQuestion(name="moon"), "en")
    assert unknown.value.problem.message == "There is no such report."
    with pytest.raises(Refused):
        await port.save(replace(asked, name="moon"), Format.CSV, "en", folder / "moon.csv")
    with pytest.raises(StoreFailed):
        await port.save(asked, Format.CSV, "en", folder / "none" / "agents.csv")
    await lead.close()


def _answered(figures: Figures, at: int) -> tuple[str | None, int]:
    row = figures.rows[at]
    return row.queue_id, row.sums.get("answered", 0)
