"""Surveys and teams for other programs: their views are made with all others at the end of every upgrade."""

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """No table changes."""
