"""What a quota asks of the rows: each question costs as much as an owner has files."""

from pathlib import Path

import pytest

from agent_desktop.hub.channels.chat.rates import VISITORS
from agent_desktop.hub.doors.quotas import AGENTS, UNBOUNDED, Quota
from agent_desktop.hub.storage.storage import Storage
from tests.hub import databases


@pytest.mark.parametrize(("quota", "questions"), [(UNBOUNDED, 0), (AGENTS, 1), (VISITORS, 2)])
def test_only_what_has_a_bound_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: Quota, questions: int
) -> None:
    """A mailbox brings two files with every mail, for years: none of them is counted again with the next."""
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    asked: list[object] = []
    execute = storage.execute

    def heard(statement: object) -> object:
        asked.append(statement)
        return execute(statement)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "execute", heard)
    with storage.transaction():
        quota.check(storage, "entry:mail", 10, 1_000)
    storage.close()
    assert len(asked) == questions
