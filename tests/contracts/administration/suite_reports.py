"""What every `Administration` keeps of reports that go out by e-mail."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import (
    KeepNetworkEntry,
    NetworkEntry,
    RemoveNetworkEntry,
)
from agent_desktop.model.ports import Administration
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedule,
    ReportSchedules,
    SendReportSchedule,
)
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

BOX = NetworkEntry(
    id="post",
    network="email",
    name="Post",
    queue_id="support",
    settings={
        "address": "post@example.org",
        "imap_host": "127.0.0.1",
        "imap_port": "9",
        "smtp_host": "127.0.0.1",
        "smtp_port": "9",
    },
)
DAILY = ReportSchedule(
    id="daily",
    report="queues",
    query="every=day&period=yesterday&queue=support",
    format="xlsx",
    language="de",
    days=(0, 2),
    minute=390,
    zone="Europe/Berlin",
    entry_point_id="post",
    receivers=("lead@example.org",),
)


async def kept(port: Administration) -> ReportSchedules:
    """What is kept."""
    found = await port.read(Topic.REPORTS)
    assert isinstance(found, ReportSchedules)
    return found


def wished(one: ReportSchedule) -> ReportSchedule:
    """A schedule without what the backend alone tells."""
    return replace(one, owner_id="", due_at=None)


class ReportsContract:
    """Reports at certain hours."""

    @asynchronous
    async def test_a_report_by_e_mail_is_made_changed_paused_and_removed(
        self, enter: Enter
    ) -> None:
        async with enter() as port:
            nowhere = await refusal(port.carry_out(KeepReportSchedule(schedule=DAILY)))
            assert (nowhere.code, nowhere.field) == ("refused", "entry_point_id")
            await port.carry_out(KeepNetworkEntry(entry=BOX, secrets={"password": "a word"}))
            order = KeepReportSchedule(schedule=DAILY)
            await port.carry_out(order)
            found = await kept(port)
            (one,) = found.schedules
            assert wished(one) == DAILY
            assert ("post", "Post") in [(each.id, each.name) for each in found.mailboxes]
            assert "journey" in [each.name for each in found.reports]
            assert (await refusal(port.carry_out(order))).code == "conflict"
            changed = replace(one, minute=420, receivers=("a@example.org", "b@example.org"))
            await port.carry_out(KeepReportSchedule(schedule=changed, before=one))
            (two,) = (await kept(port)).schedules
            assert wished(two) == wished(changed)
            for paused in (True, False):
                await port.carry_out(PauseReportSchedule(schedule_id="daily", paused=paused))
                (three,) = (await kept(port)).schedules
                assert wished(three) == replace(wished(changed), paused=paused)
                if paused:
                    waits = await refusal(port.carry_out(SendReportSchedule(schedule_id="daily")))
                    assert (waits.code, waits.remedy) == ("refused", "Resume it, then send it.")
            (three,) = (await kept(port)).schedules
            await port.carry_out(SendReportSchedule(schedule_id="daily"))
            (sent,) = (await kept(port)).schedules
            assert sent.due_at != three.due_at or sent.state != "waiting", (
                "it goes out besides its hours"
            )
            gone = await refusal(port.carry_out(SendReportSchedule(schedule_id="x")))
            assert gone.code in ("not_found", "refused")
            await port.carry_out(RemoveReportSchedule(schedule_id="daily"))
            assert (await kept(port)).schedules == ()
            gone = await refusal(port.carry_out(RemoveReportSchedule(schedule_id="daily")))
            assert gone.code in ("not_found", "refused")
            gone = await refusal(port.carry_out(PauseReportSchedule(schedule_id="x", paused=True)))
            assert gone.code == "conflict"
            await port.carry_out(RemoveNetworkEntry(entry_id="post"))
