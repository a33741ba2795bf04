"""What every `Administration` tells of its audit trail."""

from pathlib import Path

from agent_desktop.model.administration_audit import AuditFormat, AuditLine, AuditQuestion
from agent_desktop.model.ports import Administration
from tests.contracts.administration.suite_calls import Enter
from tests.contracts.asynchronous import asynchronous


async def _all(port: Administration, asked: AuditQuestion) -> list[AuditLine]:
    """Page by page."""
    found: list[AuditLine] = []
    before: int | None = None
    while before != 0:
        page = await port.find_acts(asked, before)
        found += page.lines
        before = page.before
    return found


def _names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


class AuditContract:
    """The trail is searched, judged and taken along."""

    @asynchronous
    async def test_the_trail_is_whole_and_its_newest_entry_first(self, enter: Enter) -> None:
        async with enter() as port:
            first = await port.find_acts(AuditQuestion(), None)
            found = await _all(port, AuditQuestion())
            numbers = [int(one.id) for one in found]
            assert numbers == sorted(numbers, reverse=True)
            assert numbers[-1] == 1
            assert first.count == len(found)
            assert {one.who_id for one in found if one.who_id} <= {one.id for one in first.people}
            judged = await port.judge_trail()
            assert (judged.broken, judged.entries >= len(found)) == (None, True)
            assert judged.digest

    @asynchronous
    async def test_what_is_looked_for_is_found(self, enter: Enter) -> None:
        async with enter() as port:
            found = await _all(port, AuditQuestion())
            one = found[-1]
            for asked in (
                AuditQuestion(act=one.act),
                AuditQuestion(words=one.act),
                AuditQuestion(words="zzz", means=((one.act,),)),
                AuditQuestion(who=one.who_id),
                AuditQuestion(words=one.who),
                AuditQuestion(since=one.at, until=one.at + 1),
            ):
                assert one.id in [each.id for each in await _all(port, asked)], asked
            for asked in (
                AuditQuestion(words="zzz"),
                AuditQuestion(who="nobody"),
                AuditQuestion(about="queue/nowhere"),
                AuditQuestion(until=one.at),
            ):
                assert await _all(port, asked) == [], asked

    @asynchronous
    async def test_it_is_taken_along_whole(self, enter: Enter, tmp_path: Path) -> None:
        async with enter() as port:
            path = tmp_path / "audit.csv"
            await port.save_trail(AuditQuestion(), AuditFormat.CSV, path)
            lines = path.read_text("utf-8").splitlines()
            assert lines[0].startswith("seq,")
            assert lines[-1].startswith("head")
            assert [one.split(",")[0] for one in lines[1:-1]] == [
                str(number) for number in range(1, len(lines) - 1)
            ]
            assert _names(tmp_path) == ["audit.csv"]
