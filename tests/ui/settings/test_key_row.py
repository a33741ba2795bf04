"""A secret of several lines in the window: pasted as it is, or taken from a file; what is no such file is refused."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.hub.channels.vonage.network import NETWORK
from agent_desktop.model.administration_networks import NetworkField
from agent_desktop.ui.settings.key_row import MOST, KeyRow
from agent_desktop.ui.settings.networks_form import row_of
from agent_desktop.ui.theme.theme import Theme
from tests.files_on_thread import looked_at

KEY = "-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n-----END PRIVATE KEY-----"


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> KeyRow:
    """The row of the private key, as the hub's own field says."""
    (field,) = (one for one in NETWORK.limits.fields if one.name == "private_key")
    about = NetworkField(
        name=field.name, label=field.label, secret=field.secret, lines=field.lines, hint=field.hint
    )
    made = row_of(theme, about)
    assert isinstance(made, KeyRow)
    qtbot.addWidget(made)
    return made


def test_lines_stay_lines_and_are_forgotten_when_another_one_is_shown(row: KeyRow) -> None:
    touched: list[None] = []
    row.edited.connect(lambda: touched.append(None))
    assert row.value() is None
    row.area.setPlainText(f"{KEY}\n")
    assert row.value() == KEY
    assert touched
    touched.clear()
    row.show_value(True)
    assert row.value() is None
    assert row.area.toPlainText() == ""
    assert row.area.placeholderText() == "Set. Leave it empty to keep it."
    assert not touched, "nobody typed"


def test_the_key_comes_from_its_file(row: KeyRow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "private.key"
    file.write_text(KEY)
    with looked_at() as seen:
        row.take(str(file))
    assert not seen, "the disk may be slow"
    qtbot.waitUntil(lambda: row.value() == KEY)
    assert not row.notice.words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"\x80\x81\xff", "holds no text"),
        (b"x" * (MOST + 1), "too large"),
        ("ä€".encode() * (4 * MOST), "too large"),
    ],
)
def test_what_is_no_such_file_is_refused_and_changes_nothing(
    row: KeyRow, tmp_path: Path, content: bytes | None, words: str, qtbot: QtBot
) -> None:
    row.area.setPlainText(KEY)
    file = tmp_path / "photo.png"
    if content is not None:
        file.write_bytes(content)
    row.take(str(file))
    qtbot.waitUntil(lambda: words in row.notice.words)
    assert row.value() == KEY
