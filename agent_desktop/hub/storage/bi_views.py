"""Views for programs that read the hub's database themselves: a schema that stays, over tables that may change.

Promises names and columns as docs/guide/administrators.md tells them, on SQLite and on PostgreSQL; that nothing in them
is what customers wrote, or agents wrote to or of them, or who customers are beyond an id; and that whoever may read
them before the schema is changed may do so afterwards. Refuses to be written to.
"""

from typing import Final

from sqlalchemy import Connection, text

_AT: Final = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%fZ', {0} / 1000.0, 'unixepoch')",
    "postgresql": "to_timestamp({0} / 1000.0)",
}
"""A moment of ours as the database's programs know moments: text in UTC on SQLite, `timestamptz` on PostgreSQL."""

VIEWS: Final = {
    "bi_queues": "SELECT id AS queue_id, name FROM queues",
    "bi_agents": "SELECT id AS agent_id, name, disabled FROM accounts",
    "bi_entry_points": "SELECT id AS entry_point_id, name, channel, queue_id FROM entry_points",
    "bi_dispositions": 'SELECT code AS disposition, label, "group" AS category FROM dispositions',
    "bi_tags": "SELECT interaction_id, tag FROM tagged",
    "bi_interactions": (
        "SELECT id AS interaction_id, conversation_id, customer_id, channel, queue_id,"
        " entry_point_id, agent_id, state, priority, disposition, rating,"
        " {at:arrived_at}, {at:accepted_at}, {at:first_reply_at}, {at:ended_at}, {at:closed_at}"
        " FROM interactions"
    ),
    "bi_passages": (
        "SELECT interaction_id, number, queue_id, channel, entry_point_id, agent_id, came,"
        ' "left" AS outcome, gone, {at:came_at}, {at:left_at}, {at:ended_at}, {at:wrapped_at},'
        " left_at - came_at AS waited_ms,"
        " CASE WHEN \"left\" = 'answered' THEN wrapped_at - left_at END AS handle_ms,"
        " CASE WHEN \"left\" = 'answered' THEN coalesce(ended_at, wrapped_at) - left_at - hold_ms END"
        " AS talk_ms, hold_ms,"
        " CASE WHEN \"left\" = 'answered' THEN wrapped_at - coalesce(ended_at, wrapped_at) END"
        " AS wrap_up_ms, first_reply_ms, replies, reply_ms, rating, first_reply_in_hours_ms,"
        " replies_in_hours, reply_in_hours_ms FROM passages"
    ),
    "bi_self_service": (
        "SELECT id AS session_id, channel, entry_point_id, queue_id, flow, customer_id,"
        " ended AS outcome, {at:began_at}, {at:ended_at}, {at:again_at} FROM self_service"
    ),
    "bi_surveys": (
        "SELECT interaction_id, survey_id, kind, agent_id, queue_id, channel, entry_point_id, state,"
        " score, {at:asked_at}, {at:answered_at} FROM asked"
    ),
    "bi_team_people": (
        "SELECT p.team_id, t.name AS team_name, p.agent_id, p.leads FROM team_people p"
        " JOIN teams t ON t.id = p.team_id"
    ),
    "bi_offers": (
        "SELECT interaction_id, epoch, agent_id, outcome, {at:offered_at}, {at:ended_at}"
        " FROM offers"
    ),
    "bi_agent_times": (
        "SELECT agent_id, state, reason, doing, {at:at},"
        " lead(at) OVER (PARTITION BY agent_id ORDER BY at) - at AS ms FROM doings"
    ),
    "bi_shifts": (
        "SELECT id AS shift_id, agent_id, day, zone, {at:starts_at}, {at:ends_at}, paid_ms"
        " FROM shifts"
    ),
    "bi_shift_parts": (
        "SELECT shift_id, agent_id, {at:since}, {at:until}, works, paid FROM shift_parts"
    ),
}
"""Each view and what it shows; `{at:name}` is the column `name` as a moment."""


def drop(connection: Connection) -> list[tuple[str, str]]:
    """Take the views away, so that tables can change. Who else may read which of them is for `create`."""
    readers: list[tuple[str, str]] = []
    if connection.dialect.name == "postgresql":
        words = (
            "SELECT grantee, table_name FROM information_schema.role_table_grants"
            " WHERE privilege_type = 'SELECT' AND grantee <> current_user"
            " AND table_schema = current_schema() AND table_name LIKE 'bi\\_%'"
        )
        readers = [(row[0], row[1]) for row in connection.execute(text(words))]
    for name in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    return readers


def create(connection: Connection, readers: list[tuple[str, str]]) -> None:
    """Make the views, and let the same people read them as before."""
    at = _AT[connection.dialect.name]
    for name, words in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {_moments(words, at)}")
    quote = connection.dialect.identifier_preparer.quote
    for reader, name in readers:
        if name in VIEWS:
            grantee = "PUBLIC" if reader == "PUBLIC" else quote(reader)
            connection.execute(text(f"GRANT SELECT ON {name} TO {grantee}"))


def _moments(words: str, at: str) -> str:
    pieces = words.split("{at:")
    made = pieces[0]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}")
        made += f"{at.format(name)} AS {name}{rest}"
    return made
