"""Numbers of the telephone are open by calendars of the house, no longer by hours of their own."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

_settings = sa.table("settings", sa.column("name", sa.Text), sa.column("value", sa.Text))


def _read(name: str) -> dict[str, Any]:
    found = (
        op.get_bind().execute(sa.select(_settings.c.value).where(_settings.c.name == name)).scalar()
    )
    try:
        kept = json.loads(found or "{}")
    except ValueError:  # nothing of it holds, as before
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(name: str, value: dict[str, Any]) -> None:
    connection = op.get_bind()
    connection.execute(sa.delete(_settings).where(_settings.c.name == name))
    connection.execute(sa.insert(_settings).values(name=name, value=json.dumps(value)))


def _calendar(key: str, name: str, opening: dict[str, Any]) -> dict[str, Any]:
    days = dict.fromkeys(opening.get("holidays", ()))
    return {
        "id": key,
        "name": name,
        "zone": opening.get("zone", "UTC"),
        # Times that never open meant "always closed"; a calendar says so by having none.
        "hours": [one for one in opening["hours"] if one["opens"] < one["closes"]],
        "special": [{"day": day} for day in days],
    }


def upgrade() -> None:
    """Make a calendar of each number's hours; without hours a number was always open, and is."""
    policy, house = _read("voice_policy"), _read("calendars")
    calendars = list(house.get("calendars", ()))
    taken = {one["id"] for one in calendars}
    changed = False
    for entry in policy.get("entry_points", ()):
        opening = entry.pop("opening", None)
        changed = changed or opening is not None
        if not opening or not opening.get("hours"):
            continue
        key = f"number-{entry['id']}"
        while key in taken:
            key += "-"
        taken.add(key)
        calendars.append(_calendar(key, entry["id"], opening))
        entry["calendar"] = key
    if changed:
        _write("voice_policy", policy)
        _write("calendars", house | {"calendars": calendars})
