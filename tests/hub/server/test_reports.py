"""Reports over HTTP: who may, every report in every format, German, and files that run nothing."""

import base64
import csv
import io
import re
import zlib
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from agent_desktop.hub.metrics.reports.catalogue import REPORTS
from agent_desktop.hub.server.report_aims import TOTAL, Missed, lines, missed
from agent_desktop.hub.server.report_books import as_xlsx
from agent_desktop.hub.server.report_pages import as_pdf
from agent_desktop.hub.server.report_sheets import as_csv
from agent_desktop.model.aims import Aims
from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.reports import Column, Kind, Report, RowKey
from agent_desktop.model.targets import HouseTargets, OwnTargets
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, problem

NAMES = [one.name for one in REPORTS]
PARAMETERS = {"days": "2", "customer": "nobody"}
UNTAGGED = [one for one in REPORTS if "tag" not in one.asks]


@pytest.mark.parametrize(
    ("name", "asked", "status", "field"),
    [
        ("moon", {}, 404, "name"),
        ("journey", {}, 400, "customer"),
        ("service", {"format": "doc"}, 400, "format"),
        ("service", {"every": "20"}, 400, "every"),
        ("service", {"days": "32"}, 400, "days"),
        ("resolution", {"by": "moon"}, 400, "by"),
        ("service", {"days": "8", "tag": "vip"}, 400, "days"),
        *((one.name, PARAMETERS | {"tag": "vip"}, 400, "tag") for one in UNTAGGED),
    ],
)
def test_what_is_asked_wrongly(
    team: Team, name: str, asked: dict[str, str], status: int, field: str
) -> None:
    with http(team.url, team.sue) as lead:
        answer = lead.get(f"/v1/reports/{name}", params=asked)
    assert answer.status_code == status
    assert problem(answer)["field"] == field


def test_every_report_in_every_format(team: Team) -> None:
    with Desk.open(team.hub.live, team.ann) as desk, Visitor(team.url) as visitor:
        desk.ready()
        visitor.introduce()
        offer = desk.accept().offer
        desk.perform(EndInteraction(interaction_id=offer.interaction_id))
    with http(team.url, team.ann) as agent:
        assert agent.get("/v1/reports").status_code == 403
        assert agent.get("/v1/reports/service").status_code == 403
    german = {"accept-language": "de-DE,de;q=0.9"}
    with http(team.url, team.sue) as lead:
        listed = lead.get("/v1/reports", headers=german).json()["reports"]
        assert [one["name"] for one in listed] == NAMES
        assert listed[0]["title"] == "Service nach Zeitabschnitten"
        channels = lead.get("/v1/reports/channels", params=PARAMETERS, headers=german).json()
        assert [one["caption"] for one in channels["columns"][:2]] == ["Kanal", "Gekommen"]
        assert channels["rows"][0][:2] == ["Chat", 1]
        for name in NAMES:
            for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
                asked = PARAMETERS | {"format": kind}
                answer = lead.get(f"/v1/reports/{name}", params=asked, headers=german)
                assert answer.status_code == 200, (name, answer.text)
                assert answer.content.startswith(begins)
                stored = answer.headers["content-disposition"]
                assert stored.startswith("attachment")
                assert stored.endswith(f'.{kind}"')


EVIL = ("=1+1", "@SUM(A1)", "+49", "-2", "\tx", "<b>&amp;")


def evil() -> Report:
    """A report of names that somebody chose with care."""
    return Report(
        name="queues",
        title="Queues: [compared] / all?",
        words="",
        made_at=1_700_000_000_000,
        from_at=1_700_000_000_000,
        until_at=1_700_003_600_000,
        zone="Europe/Berlin",
        columns=(
            Column(name="queue", caption="=Queue", kind=Kind.TEXT),
            Column(name="wait", caption="Wait", kind=Kind.MS, words="How <long>."),
            Column(name="share", caption="Share", kind=Kind.SHARE),
            Column(name="at", caption="When", kind=Kind.MOMENT),
            Column(name="mean", caption="Mean", kind=Kind.TIMES),
        ),
        rows=tuple((name, 61_500, 0.125, 1_700_000_000_000, None) for name in EVIL),
        total=(None, 61_500, 0.125, None, 2.5),
        only=(("Queue", "=cmd"),),
        language="de",
    )


def test_a_csv_runs_nothing_and_keeps_numbers() -> None:
    heading, *rows = csv.reader(io.StringIO(as_csv(evil()).decode("utf-8-sig")))
    assert heading[0] == "'=Queue"
    assert heading[1] == "Wait (s)"
    assert [row[0] for row in rows] == [f"'{one}" for one in EVIL[:5]] + ["<b>&amp;"]
    assert rows[0][1:] == ["61.5", "0.125", "2023-11-14T23:13:20+01:00", ""]


def test_a_workbook_has_texts_and_no_formulas() -> None:
    with ZipFile(io.BytesIO(as_xlsx(evil()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in texts
    assert "&lt;b&gt;" in texts


def test_a_workbook_has_days_moments_times_and_shares_to_count_with() -> None:
    """Read as a spreadsheet would: a day and a moment are numbers of days since 1900, in the report's zone."""
    day = Column(name="day", caption="Day", kind=Kind.DAY)
    made = evil()
    rows = tuple((day_, *made.rows[0][1:]) for day_ in ("2023-11-14", "?"))
    made = replace(made, title="A customer's", columns=(day, *made.columns[1:]), rows=rows)
    with ZipFile(io.BytesIO(as_xlsx(made))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
        looks = book.read("xl/styles.xml").decode()
    for days in ("dd.mm.yyyy", "dd.mm.yyyy, hh:mm"):
        assert f'formatCode="{days}"' in looks, "as its language writes them"
    cells = dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*?><v>([^<]*)</v>', sheet))
    line = min(int(one[1:]) for one, value in cells.items() if one[0] == "A" and value == "45244")
    assert float(cells[f"B{line}"]) == pytest.approx(61.5 / 86_400)
    assert cells[f"C{line}"] == "0.125"
    assert float(cells[f"D{line}"]) == pytest.approx(45244 + (23 * 3600 + 13 * 60 + 20) / 86_400)
    assert f"E{line}" not in cells, "no data is no 0"
    assert 'name="A customer’s"' in names
    assert "Europe/Berlin" in texts


def page_texts(pdf: bytes) -> list[str]:
    """What is written on each page: the texts of its stream, whose ASCII letters stand for themselves."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            words = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except (ValueError, zlib.error):
            continue  # letters and pictures
        if b" Tj" in words:
            found.append(" ".join(re.findall(r"\((.*?)\) Tj", words.decode("latin-1"))))
    return found


def test_a_pdf_shows_what_it_is_given() -> None:
    assert as_pdf(evil()).startswith(b"%PDF")
    long = replace(evil(), rows=evil().rows * 60)
    pages = page_texts(as_pdf(long))
    assert len(pages) > 5
    for number, words in enumerate(pages, 1):
        assert f"Seite {number} / {len(pages)}" in words
        assert "Queues: [compared] / all?" in words
        assert "=Queue" in words, "the head of the table stands on each page"
    wide = replace(
        evil(), columns=evil().columns * 2, rows=tuple(one * 2 for one in evil().rows), total=None
    )
    upright, across = (re.search(rb"/MediaBox \[ 0 0 (\d+)", as_pdf(one)) for one in (evil(), wide))
    assert upright
    assert across
    assert int(across[1]) > int(upright[1]), "wide tables lie across"
    nothing = page_texts(as_pdf(replace(evil(), rows=(), total=None)))[0]
    assert "In diesem Zeitraum gibt es nichts." in nothing


def shortfall() -> tuple[Report, Missed]:
    """Two queues: one misses its own high target and the house's of who gives up, the other none; and the total."""
    made = replace(
        evil(),
        title="Queues",
        columns=(
            Column(name="queue", caption="Queue", kind=Kind.TEXT),
            Column(name="service_level", caption="Service level", kind=Kind.SHARE),
            Column(name="abandon_rate", caption="Abandonment", kind=Kind.SHARE),
            Column(name="offered", caption="Came", kind=Kind.COUNT),
        ),
        rows=(("Sales", 0.85, 0.2, 40), ("Support", 0.85, 0.01, 60), ("Night", None, None, 0)),
        total=(None, 0.85, 0.0505, 100),
        keys=tuple(RowKey(since=0, until=1, queue=one) for one in ("sales", "support", "night")),
        language="en",
    )
    targets = HouseTargets(queues={"sales": OwnTargets(service=0.9)})
    return made, missed(made, Aims(targets=targets))


def test_files_and_mails_say_which_targets_are_missed() -> None:
    made, misses = shortfall()
    assert set(misses.cells) == {(0, 1), (0, 2), (TOTAL, 2)}
    heading, *rows = csv.reader(io.StringIO(as_csv(made, misses).decode("utf-8-sig")))
    assert heading[-1] == "Targets missed"
    sales = "Service level: Target missed: at least 90.0%; Abandonment: Target missed: at most 5.0%"
    assert [row[-1] for row in rows] == [sales, "", ""]
    assert len(as_csv(made).splitlines()[0].split(b",")) == 4, "nobody set a target"
    with ZipFile(io.BytesIO(as_xlsx(made, misses))) as book:
        notes = book.read("xl/comments1.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        looks = book.read("xl/styles.xml").decode()
        assert "Targets missed: 3" in book.read("xl/sharedStrings.xml").decode()
    places = dict(re.findall(r'<comment ref="([A-Z]+\d+)".*?<t>([^<]*)</t>', notes))
    styles = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet))
    assert sorted(places.values()) == [
        *["Target missed: at least 90.0%"],
        *["Target missed: at most 5.0%"] * 2,
    ]
    found = re.search(r"<cellXfs.*</cellXfs>", looks, re.S)
    assert found
    fills = [int(one) for one in re.findall(r'<xf [^>]*fillId="(\d+)"', found[0])]
    coloured = {place for place, style in styles.items() if fills[int(style)] > 1}
    assert coloured == set(places), "the ground and the note stand at the same figures"
    page = page_texts(as_pdf(made, misses))[0]
    assert "Targets missed: 3" in page
    assert "Service level: Target missed: at least 90.0%" in page
    assert "Targets missed" not in page_texts(as_pdf(made))[0]
    assert lines(made, misses, 6)[0] == (
        "▲ Sales, Service level: 85.0% (Target missed: at least 90.0%)"
    )
    assert lines(made, misses, 1)[2:] == ["and more: 2"]


WISH = {
    "type": "define_report_schedule",
    "report": "channels",
    "query": "period=last_week",
    "entry_point_id": "post",
    "receivers": ["lead@example.org"],
    "zone": "Europe/Berlin",
}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"report": "moon"}, "name"),
        ({"query": "moon=1"}, "query"),
        ({"query": "period=moon"}, "period"),
        ({"report": "dispositions", "query": "tag=vip"}, "tag"),
        ({"format": "doc"}, "format"),
        ({"language": "fr"}, "language"),
        ({"zone": "Moon"}, "zone"),
        ({"entry_point_id": "web"}, "entry_point_id"),
        ({"receivers": ["lead@example.org, x"]}, "receivers"),
        ({"days": [7]}, "days"),
        ({"minute": 1440}, "minute"),
    ],
)
def test_what_is_scheduled_wrongly(team: Team, wrong: dict[str, object], field: str) -> None:
    with http(team.url, team.sue) as lead:
        answer = lead.put("/v1/report-schedules/weekly", json=WISH | wrong)
    assert answer.status_code in (400, 403, 404, 422)
    assert field in str(problem(answer)["field"])


def test_leads_schedule_their_own_reports(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        mailbox = {
            "type": "define_network_entry",
            "network": "email",
            "name": "Post",
            "queue_id": "support",
            "settings": {
                "address": "post@example.org",
                "imap_host": "imap.invalid",
                "smtp_host": "smtp.invalid",
            },
            "secrets": {"password": "p"},
        }
        answer = admin.put("/v1/admin/networks/post", json=mailbox)
        assert answer.status_code == 204, answer.text
        with http(team.url, team.sue) as lead:
            path = "/v1/report-schedules/weekly"
            answer = lead.put(path, json=WISH)
            assert answer.status_code == 204, answer.text
            (mine,) = lead.get("/v1/report-schedules").json()["schedules"]
            assert (mine["owner_id"], mine["state"], mine["days"]) == (
                *("sue", "waiting"),
                [0, 1, 2, 3, 4],
            )
            assert mine["due_at"] > 0
            assert admin.get("/v1/report-schedules").json()["schedules"] == [mine]
            assert lead.post(f"{path}/sending").status_code == 204
            (hastened,) = lead.get("/v1/report-schedules").json()["schedules"]
            assert hastened["due_at"] != mine["due_at"] or hastened["state"] != "waiting"
            assert admin.put(path, json=WISH | {"paused": True}).status_code == 204
            (mine,) = lead.get("/v1/report-schedules").json()["schedules"]
            assert (mine["owner_id"], mine["paused"], mine["due_at"]) == ("sue", True, None)
            assert problem(lead.post(f"{path}/sending"))["message"] == "This report is paused."
            assert admin.put("/v1/report-schedules/theirs", json=WISH).status_code == 204
            assert lead.delete("/v1/report-schedules/theirs").status_code == 404
            assert lead.post("/v1/report-schedules/theirs/sending").status_code == 404
            assert len(lead.get("/v1/report-schedules").json()["schedules"]) == 1
            assert lead.delete(path).status_code == 204
            assert lead.delete(path).status_code == 404
    with http(team.url, team.ann) as agent:
        assert agent.get("/v1/report-schedules").status_code == 403
