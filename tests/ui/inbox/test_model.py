"""The model follows the desk's edits, whatever their order, and never disagrees with it."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import RowState
from agent_desktop.model.changes import Change, InboxChanged, Section
from agent_desktop.ui.inbox.model import Group, InboxModel
from tests.ui.fake_desk import FakeDesk
from tests.ui.inbox.rows import a_row


def follow(desk: FakeDesk) -> InboxModel:
    model = InboxModel(desk)

    def listen(changes: Sequence[Change]) -> None:
        for change in changes:
            if isinstance(change, InboxChanged):
                model.apply(change)

    desk.subscribe(listen)
    return model


def shown(model: InboxModel) -> list[str]:
    """What the list shows from top to bottom: a header's group, or a row's conversation."""
    lines = []
    for line in range(model.rowCount()):
        row = model.row(line)
        lines.append(model.place(line).group.name if row is None else row.conversation_id)
    return lines


def expected(desk: FakeDesk) -> list[str]:
    lines: list[str] = []
    for group, sections in (
        (Group.ACTIVE, (Section.OFFERED, Section.ACTIVE)),
        (Group.WAITING, (Section.WAITING,)),
        (Group.OPEN, (Section.OPEN,)),
    ):
        rows = [row.conversation_id for section in sections for row in desk.rows[section]]
        lines += [group.name, *rows] if rows else []
    return lines


def test_headers_stand_only_above_groups_with_rows(qapp: QApplication) -> None:
    desk = FakeDesk()
    model = follow(desk)
    watcher = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert watcher.model() is model
    assert model.rowCount() == 0
    desk.insert_row(Section.WAITING, 0, a_row("w1", Section.WAITING))
    desk.insert_row(Section.OFFERED, 0, a_row("o1", Section.OFFERED))
    desk.insert_row(Section.ACTIVE, 0, a_row("a1"))
    assert shown(model) == ["ACTIVE", "o1", "a1", "WAITING", "w1"]
    desk.remove_row(Section.OFFERED, 0)
    desk.remove_row(Section.ACTIVE, 0)
    assert shown(model) == ["WAITING", "w1"]


def test_a_conversation_is_found_at_its_line(qapp: QApplication) -> None:
    desk = FakeDesk()
    model = follow(desk)
    desk.put_rows(Section.ACTIVE, [a_row("a1"), a_row("a2")])
    desk.put_rows(Section.OPEN, [a_row("c1", Section.OPEN)])
    line = model.line_of("c1")
    assert line is not None
    row = model.row(line)
    assert row is not None
    assert row.state is RowState.OPEN
    assert model.line_of("elsewhere") is None


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(list(Section)),
        st.sampled_from(["insert", "insert", "remove", "move", "change"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=60,
)


@given(steps=_STEPS)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_run_of_edits_shows_what_the_desk_has(
    qapp: QApplication, steps: list[tuple[Section, str, int, int]]
) -> None:
    desk = FakeDesk()
    model = follow(desk)
    for number, (section, kind, one, other) in enumerate(steps):
        rows = desk.rows[section]
        if kind == "insert":
            desk.insert_row(section, one % (len(rows) + 1), a_row(f"c{number}", section))
        elif not rows:
            continue
        elif kind == "remove":
            desk.remove_row(section, one % len(rows))
        elif kind == "move":
            desk.move_row(section, one % len(rows), other % len(rows))
        else:
            at = one % len(rows)
            desk.change_row(section, at, a_row(rows[at].conversation_id, section, unread=number))
        assert shown(model) == expected(desk)
