"""The views that other programs read: they say what the documentation says, and outlive a change of the schema."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import text

from agent_desktop.hub.storage import bi_views
from agent_desktop.hub.storage.asked import Asked, keep_asked
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.supervising import Team
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel
from tests.hub import databases
from tests.hub.centre.floor import Floor, opened
from tests.hub.centre.test_reports import MINUTE, serve
from tests.peers.postgres import PASSWORD, USER

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "administrators.md"
UNREAD = {"text", "body", "preview", "summary", "comment", "address", "email", "password_hash"}


def columns(storage: Storage, view: str) -> list[str]:
    """The columns of a view."""
    return list(storage.execute(text(f"SELECT * FROM {view} LIMIT 0")).keys())


def test_what_happened_can_be_read_in_plain_sql(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        serve(floor, "vera", "support", "anna")
        _read(floor)


def _read(floor: Floor) -> None:
    storage = floor.centre.storage
    with storage.transaction():
        words = (
            "SELECT q.name, a.name, p.waited_ms, p.handle_ms, p.talk_ms + p.wrap_up_ms, d.label"
            " FROM bi_passages p JOIN bi_queues q ON q.queue_id = p.queue_id"
            " JOIN bi_agents a ON a.agent_id = p.agent_id"
            " JOIN bi_interactions i ON i.interaction_id = p.interaction_id"
            " JOIN bi_dispositions d ON d.disposition = i.disposition WHERE p.outcome = 'answered'"
        )
        (row,) = storage.rows(text(words))
        assert tuple(row) == (
            *("Support", "Anna"),
            *(2 * MINUTE, 3 * MINUTE, 3 * MINUTE, "Solved"),
        )
        came = storage.row(text("SELECT came_at FROM bi_passages"))[0]
        assert str(came).startswith("2023-11-14")
        busy = "SELECT sum(ms) FROM bi_agent_times WHERE agent_id = 'anna' AND doing = 'busy'"
        assert int(storage.row(text(busy))[0]) == 3 * MINUTE


def test_the_guide_names_every_view_and_column(tmp_path: Path) -> None:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    rows = re.findall(r"^\| `(bi_\w+)` \| ([^|]+) \|", GUIDE.read_text("utf-8"), re.M)
    told = {name: re.findall(r"`(\w+)`", cells) for name, cells in rows}
    with storage.transaction():
        assert told == {name: columns(storage, name) for name in bi_views.VIEWS}
    assert not UNREAD & {one for names in told.values() for one in names}
    storage.close()


def test_who_could_read_them_before_a_change_of_the_schema_can_afterwards(tmp_path: Path) -> None:
    target = databases.fresh(tmp_path / "hub.db")
    storage = Storage.open(target)
    connection = storage.database.connection
    with storage.transaction():
        if databases.SERVED:
            connection.execute(text("GRANT SELECT ON bi_queues TO PUBLIC"))
        readers = bi_views.drop(connection)
        assert readers == ([("PUBLIC", "bi_queues")] if databases.SERVED else [])
        bi_views.create(connection, readers)
        assert bi_views.drop(connection) == readers
        bi_views.create(connection, readers)
    storage.close()


@pytest.fixture
def charts(tmp_path: Path) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A database that something happened in, read by the role that the guide's own words make."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        serve(floor, "vera", "support", "anna")
        address = str(floor.path)
        name = address.rpartition("/")[2]
        (words,) = re.findall(r"```sql\n(CREATE ROLE charts.+?)```", GUIDE.read_text("utf-8"), re.S)
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute(
                words.replace("choose one", PASSWORD).replace("DATABASE hub", f"DATABASE {name}")
            )
            with psycopg.connect(address.replace(USER, "charts", 1), autocommit=True) as reader:
                yield reader
            owner.execute("DROP OWNED BY charts; DROP ROLE charts")


@databases.only_served  # a file has no roles
def test_the_role_of_the_guide_reads_the_views_and_nothing_else(
    charts: psycopg.Connection[tuple[object, ...]],
) -> None:
    listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    tables = [str(row[0]) for row in charts.execute(listed)]
    assert {"customers", "items", "trail", "tokens", "settings"} < set(tables)
    for view in bi_views.VIEWS:
        charts.execute(f"SELECT * FROM {view}".encode()).fetchall()
    assert charts.execute("SELECT count(*) FROM bi_passages").fetchone() == (1,)
    for asked in (None, "SET default_transaction_read_only = off"):  # whoever signs in may say so
        if asked is not None:
            charts.execute(asked)
        for table in tables:
            refused(charts, f"SELECT * FROM {table}", errors.InsufficientPrivilege)
            refused(charts, f"DELETE FROM {table}")
            refused(charts, f"TRUNCATE {table}")
        for view in bi_views.VIEWS:
            refused(charts, f"DELETE FROM {view}")
            refused(charts, f"DROP VIEW {view}")
        refused(charts, "UPDATE bi_queues SET name = 'mine'")
        refused(charts, "INSERT INTO bi_queues VALUES ('mine', 'Mine')")
        refused(charts, "CREATE TABLE public.mine (one text)")
        refused(charts, "CREATE TEMPORARY TABLE mine (one text)")
        refused(charts, "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        refused(charts, "SELECT pg_read_file('PG_VERSION')")


def refused(
    charts: psycopg.Connection[tuple[object, ...]],
    words: str,
    *kinds: type[psycopg.Error],
) -> None:
    """The server does not do it, for lack of a right, or because the role only reads, or no view takes it."""
    usual = (
        errors.InsufficientPrivilege,
        errors.ReadOnlySqlTransaction,
        errors.ObjectNotInPrerequisiteState,
    )
    with pytest.raises(kinds or usual):
        charts.execute(words.encode())


BASES = {
    "bi_passages": ("waited_ms", "handle_ms", "talk_ms", "hold_ms", "wrap_up_ms", "first_reply_ms"),
    "bi_offers": ("outcome",),
    "bi_interactions": ("disposition", "rating", "closed_at"),
    "bi_surveys": ("kind", "score", "asked_at"),
    "bi_self_service": ("outcome", "again_at"),
    "bi_agent_times": ("state", "doing", "ms"),
    "bi_shifts": ("paid_ms",),
    "bi_shift_parts": ("works",),
    "bi_tags": ("tag",),
    "bi_team_people": ("team_id", "agent_id"),
}
"""What every kind of metric is made of."""


def test_the_bases_of_every_kind_of_metric_can_be_read(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        serve(floor, "vera", "support", "anna")
        floor.centre.define_team(Team(id="a", name="A", members=("anna",), leads=("ben",)))
        storage = floor.centre.storage
        with storage.transaction():
            for view, wanted in BASES.items():
                assert set(wanted) <= set(columns(storage, view)), view
            key = storage.row(text("SELECT id FROM interactions"))[0]
            asked = Asked(
                interaction_id=key,
                survey_id="s",
                kind=SurveyKind.NPS,
                conversation_id="c",
                agent_id="anna",
                queue_id="support",
                channel=Channel.CHAT,
                entry_point_id="web",
                asked_at=floor.now,
                score=9,
            )
            keep_asked(storage, asked)
            words = "SELECT kind, score, agent_id FROM bi_surveys WHERE asked_at IS NOT NULL"
            assert tuple(storage.row(text(words))) == ("nps", 9, "anna")
            people = storage.rows(text("SELECT team_name, agent_id, leads FROM bi_team_people"))
            found = {(row[0], row[1], bool(row[2])) for row in people}
            assert found == {("A", "anna", False), ("A", "ben", True)}
