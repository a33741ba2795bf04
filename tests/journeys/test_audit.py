"""A lead and an administrator read a hub's audit trail in the window: searched, paged, saved, and seen to be broken."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.hub.storage.verifying import judged_export
from agent_desktop.model.administration import Topic
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import Announce, SetPresence
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.settings.audit import AuditPage
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.hub import databases
from tests.hub.server.cutting_proxy import CuttingProxy, cutting
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, ask_database, database_of, throwaway_hub
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import outside_tasks, until

pytestmark = pytest.mark.serial
RULES = 'rule refunds "Refunds"\n  if words refund\n  points 5\n'
MANY = 110
"""Acts, so that there is more than a page."""
MOST = 100
"""Entries of a page."""
LEA = ["Changed a presence", "Read a conversation", "Signed in"]
"""What she did, the newest first; she may have taken it along since."""


@pytest.fixture(scope="module")
def floor() -> Iterator[tuple[HubProcess, dict[str, str]]]:
    """A hub with two teams in which everybody did something, and everybody's token."""
    with throwaway_hub() as hub:
        owner, lead = owner_token(hub.url, hub.ticket), ["agent", "supervisor"]
        tokens = {"owner": owner, "ann": make_agent(hub.url, owner, "ann")}
        tokens["ben"] = make_agent(hub.url, owner, "ben", queues=[])
        tokens["lea"] = make_agent(hub.url, owner, "lea", scopes=lead, queues=[])
        tokens["lou"] = make_agent(hub.url, owner, "lou", scopes=lead, queues=[])
        with http(hub.url, owner) as admin:
            for number in range(MANY):
                wish = {"type": "define_disposition", "label": f"Outcome {number}"}
                assert admin.put("/v1/admin/dispositions/many", json=wish).is_success
            for name, member, by in (("east", "ann", "lea"), ("west", "ben", "lou")):
                wish_ = {"type": "define_team", "name": name, "members": [member], "leads": [by]}
                assert admin.put(f"/v1/admin/teams/{name}", json=wish_).is_success
            rules: dict[str, str] = {"type": "define_rules", "text": RULES}
            assert admin.put("/v1/admin/rules/draft", json=rules).is_success
            order = {"type": "publish_rules", "note": "For Christmas"}
            assert admin.post("/v1/admin/rules/publish", json=order).is_success
        with (
            Desk.open(hub.live, tokens["ann"]) as ann,
            Desk.open(hub.live, tokens["lea"]) as lea,
            Desk.open(hub.live, tokens["lou"]) as lou,
            Visitor(hub.url) as visitor,
        ):
            ann.ready()
            visitor.introduce("Where is my lamp?")
            at = ann.accept().offer.conversation_id
            with http(hub.url, tokens["lea"]) as client:
                assert client.get(f"/v1/conversations/{at}/timeline").is_success
            break_ = SetPresence(
                agent_id="ann", state=PresenceState.BREAK, reason="Ten hours", when_free=True
            )
            lea.perform(break_)
            lou.perform(Announce(text="Cake", until=wall_clock() + 60_000, team_id="west"))
        yield hub, tokens


def test_a_lead_sees_what_concerns_the_own_team(
    journey: RunJourney[Any], floor: tuple[HubProcess, dict[str, str]], tmp_path: Path
) -> None:
    hub, tokens = floor
    journey(_lead(hub.url, tokens["lea"], tmp_path))


def test_the_trail_is_read_taken_along_and_seen_to_be_broken(
    journey: RunJourney[Any], floor: tuple[HubProcess, dict[str, str]], tmp_path: Path
) -> None:
    hub, tokens = floor
    with cutting(hub.port) as way:
        journey(_administrator(hub, way, tokens["owner"], tmp_path))
    hub.repeat_complaints()


async def _opened(spaces: DeskWorkspaces) -> AuditPage:
    await outside_tasks(lambda: spaces.administering.open(Topic.AUDIT))
    page = spaces.administering.pages[Topic.AUDIT]
    assert isinstance(page, AuditPage)
    await until("the newest entries", lambda: page.list.rows.rows)
    return page


async def _administrator(hub: HubProcess, way: CuttingProxy, token: str, folder: Path) -> None:
    async with lead_window(f"http://127.0.0.1:{way.port}", token, "inbox") as (_, spaces):
        page = await _opened(spaces)
        await _pages(page)
        await _finds(page)
        await _leads_to_its_conversation(page)
        await _breaks_off(page, way, folder / "broken")
        await _is_saved(page, folder)
        await _is_judged(hub, page, folder)


def _titles(page: AuditPage) -> list[str]:
    return [one.title for one in page.list.rows.rows]


async def _pages(page: AuditPage) -> None:
    """Down the list, as far as it goes."""
    count = int(page.count.text().split()[0])
    assert count > MANY
    assert len(_titles(page)) < count
    bar = page.list.verticalScrollBar()
    while len(_titles(page)) < count:
        before = len(_titles(page))
        await outside_tasks(lambda: bar.setValue(bar.maximum()))
        await until("another page", lambda: len(_titles(page)) > before)  # noqa: B023
    seqs = [int(one.key) for one in page.list.rows.rows]
    assert seqs == list(range(count, 0, -1)), "each entry once, the newest first"


async def _finds(page: AuditPage) -> None:
    asking = page.asking
    await _typed(page, "refunds")
    await until("nothing like that", lambda: page.empty.label.text() == "No act is like that.")
    await outside_tasks(page.empty.button.click)
    await _typed(page, "rules published")
    await _shows(page, ["Published routing rules"])
    await outside_tasks(asking.clear_it.click)
    await outside_tasks(lambda: asking.who.setText("Lea"))
    await until("Lea's acts", lambda: _titles(page)[-3:] == LEA and len(_titles(page)) < 10)
    await outside_tasks(lambda: asking.act.setText("Changed a presence"))
    await _shows(page, ["Changed a presence"])
    await outside_tasks(asking.clear_it.click)
    await outside_tasks(lambda: asking.about.setText("Ann"))
    await until("what was done to Ann", lambda: "Changed a presence" in _titles(page))
    await outside_tasks(asking.clear_it.click)
    await _typed(page, "christmas")
    await until("nothing of what was typed", lambda: "No act" in page.empty.label.text())
    await outside_tasks(asking.clear_it.click)
    await outside_tasks(lambda: asking.when._choose("own"))
    yesterday = asking.last.date().addDays(-1)
    await outside_tasks(lambda: asking.last.setDate(yesterday))
    await until("nothing of before", lambda: "No act" in page.empty.label.text())
    await outside_tasks(lambda: asking.when._choose("today"))
    await until("all of today", lambda: len(_titles(page)) >= MOST)


async def _typed(page: AuditPage, words: str) -> None:
    await outside_tasks(lambda: QTest.keyClicks(page.asking.words, words))


async def _shows(page: AuditPage, titles: list[str]) -> None:
    await until(f"{titles} in the list", lambda: _titles(page) == titles)


async def _leads_to_its_conversation(page: AuditPage) -> None:
    await outside_tasks(page.asking.clear)
    await _typed(page, "read conversation")
    await _shows(page, ["Read a conversation"])
    page.list.setFocus()
    await outside_tasks(lambda: QTest.keyClick(page.list, Qt.Key.Key_Return))
    await until("the entry", lambda: page.stack.currentWidget() is page.entry)
    assert page.entry.open_it.isVisible()
    await outside_tasks(page.entry.back.click)
    await outside_tasks(page.asking.clear)
    await until("all of it", lambda: len(_titles(page)) >= MOST)


async def _chosen(page: AuditPage, path: Path) -> None:
    """Save, and choose where to."""
    await until("that it can be saved", page.save.isEnabled)
    await outside_tasks(page.save.click)
    dialog = page.dialog
    assert dialog is not None
    await outside_tasks(lambda: dialog.fileSelected.emit(str(path)))
    await outside_tasks(dialog.close)


def _toasts(page: AuditPage) -> list[str]:
    return [one.accessibleName() for one in page.window().findChildren(Toast)]


async def _breaks_off(page: AuditPage, way: CuttingProxy, folder: Path) -> None:
    """The link is cut midway; who only closes the dialog saves nothing, either."""
    await asyncio.to_thread(folder.mkdir)
    way.cut_after = 4_000
    await _chosen(page, folder / "a.csv")
    await until("the word of it", lambda: any("Not saved: " in one for one in _toasts(page)))
    (told,) = [one for one in _toasts(page) if "Not saved: " in one]
    assert str(Path(folder.name) / "a.csv") in told
    assert told.endswith("The hub cannot be reached. Check the network.")
    way.cut_after = None
    await until("that it can be saved", page.save.isEnabled)
    await outside_tasks(page.save.click)
    assert page.dialog is not None
    await outside_tasks(page.dialog.reject)
    assert await asyncio.to_thread(lambda: list(folder.iterdir())) == []


async def _is_saved(page: AuditPage, folder: Path) -> None:
    for name in ("trail.csv", "trail.jsonl"):
        await _chosen(page, folder / name)
        await until("the file", lambda: (folder / name).exists() and page.save.isEnabled())  # noqa: B023
        chain, broken = await asyncio.to_thread(judged_export, folder / name)
        assert broken is None
        assert chain.seq > MANY
    await outside_tasks(lambda: page.asking.who.setText("Lea"))
    await until("Lea's acts", lambda: len(_titles(page)) < 10)
    await _chosen(page, folder / "part.jsonl")
    await until("the part", lambda: (folder / "part.jsonl").exists() and page.save.isEnabled())
    lines = (await asyncio.to_thread((folder / "part.jsonl").read_text)).splitlines()
    assert {json.loads(one)["who"] for one in lines[:-1]} == {"lea"}
    with pytest.raises(Refused, match="only a part"):
        judged_export(folder / "part.jsonl")
    await outside_tasks(page.asking.clear)


async def _is_judged(hub: HubProcess, page: AuditPage, folder: Path) -> None:
    """Whole; and broken where somebody changed a row by hand, in the window and in a file alike."""

    def said() -> str:
        return page.judgement.accessibleName()

    await outside_tasks(page.check.click)
    await until("that it is whole", lambda: said().startswith("The trail is whole up to entry "))
    words = "SELECT seq FROM trail WHERE act = 'publish_rules'"
    ((seq,),) = await asyncio.to_thread(ask_database, hub.data, words)
    with databases.unguarded(database_of(hub.data)):
        tamper = "UPDATE trail SET who = 'ann' WHERE seq = :seq"
        await asyncio.to_thread(ask_database, hub.data, tamper, seq=seq)
    await outside_tasks(page.check.click)
    broken = f"The trail breaks at entry {seq}: its digest does not fit. It is whole up to entry {seq - 1}."
    await until("where it breaks", lambda: said().startswith(broken))
    assert said().endswith("Compare it with an export that lies elsewhere, and with a backup.")
    await _chosen(page, folder / "after.jsonl")
    await until("the file", lambda: (folder / "after.jsonl").exists() and page.save.isEnabled())
    _, found = await asyncio.to_thread(judged_export, folder / "after.jsonl")
    assert found is not None
    assert (found.seq, found.line) == (seq, seq)
    _, before = await asyncio.to_thread(judged_export, folder / "trail.jsonl")
    assert before is None, "the file that lies elsewhere tells what stood there"


async def _lead(url: str, token: str, folder: Path) -> None:
    async with lead_window(url, token, "inbox") as (desk, spaces):
        page = await _opened(spaces)
        lines = desk.administration.trail.lines
        assert {"Changed a presence", "Read a conversation"} <= set(_titles(page))
        assert all({"ann", "lea"} & {one.who_id, one.whom_id} for one in lines)
        assert page.check.isHidden()
        assert [one.id for one in desk.administration.trail.people] == ["ann", "lea"]
        for words in ("announcement", "lou", "west", "routing"):
            await outside_tasks(page.asking.clear)
            await _typed(page, words)
            await until(f"nothing of {words}", lambda: "No act" in page.empty.label.text())
        await outside_tasks(page.asking.clear)
        await until("the own again", lambda: page.list.rows.rows)
        await _chosen(page, folder / "own.csv")
        await until("the file", lambda: (folder / "own.csv").exists() and page.save.isEnabled())
        text = await asyncio.to_thread((folder / "own.csv").read_text)
        assert "set_presence" in text
        assert not [one for one in ("lou", "ben", "west", "publish_rules") if one in text]
