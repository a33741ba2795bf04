"""The audit trail as a file: judged by itself, line by line, and harmless in a spreadsheet."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.hub.storage.trail_files import (
    FileHead,
    as_csv,
    as_lines,
    csv_end,
    lines_end,
    read_lines,
)
from agent_desktop.hub.storage.verifying import judged_export
from agent_desktop.model.errors import Refused
from tests.hub.storage.test_trail import _acts, chained

ENTRIES = chained([(number, "ann", "act", "queues/q", "", '{"a":1}') for number in range(4)])
Write = Callable[[list[AuditEntry], FileHead], bytes]


def csv_of(entries: list[AuditEntry], head: FileHead) -> bytes:
    """A whole file."""
    return as_csv(entries, first=True) + csv_end(head)


def lines_of(entries: list[AuditEntry], head: FileHead) -> bytes:
    """A whole file."""
    return as_lines(entries, first=True) + lines_end(head)


def head_of(entries: list[AuditEntry], *, whole: bool = True) -> FileHead:
    """The head of what was exported."""
    last = entries[-1]
    return FileHead(head=last.seq, digest=last.digest, at=9, entries=len(entries), whole=whole)


both = pytest.mark.parametrize(("write", "above"), [(lines_of, 0), (csv_of, 1)])


@both
def test_a_whole_export_is_whole(tmp_path: Path, write: Write, above: int) -> None:
    path = tmp_path / "audit"
    path.write_bytes(write(ENTRIES, head_of(ENTRIES)))
    chain, broken = judged_export(path)
    assert broken is None
    assert (chain.seq, chain.digest.hex()) == (4, ENTRIES[-1].digest)


@both
@pytest.mark.parametrize(
    ("tamper", "line"),
    [
        (lambda lines: [*lines[:1], lines[1].replace(b"ann", b"ben"), *lines[2:]], 2),
        (lambda lines: [*lines[:2], *lines[3:]], 3),
        (lambda lines: [*lines[:3], b"...\n", *lines[3:]], 4),
        (lambda lines: [lines[1], lines[0], *lines[2:]], 1),
        (lambda lines: [*lines[:3], lines[4]], 4),  # the newest is cut off, the head is not
        (lambda lines: lines[:4], 5),
        (lambda lines: [*lines[:4], lines[4].replace(b"4", b"5", 1)], 5),
        (lambda lines: [*lines[:2], lines[4], *lines[2:]], 4),  # an end in the middle
    ],
)
def test_a_tampered_export_says_at_which_line(
    tmp_path: Path,
    write: Write,
    above: int,
    tamper: Callable[[list[bytes]], list[bytes]],
    line: int,
) -> None:
    path = tmp_path / "audit"
    lines = write(ENTRIES, head_of(ENTRIES)).splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:above], *tamper(lines[above:])]))
    _, broken = judged_export(path)
    assert broken is not None
    assert broken.line == line + above


@both
def test_an_export_that_broke_off_says_at_which_line(
    tmp_path: Path, write: Write, above: int
) -> None:
    """Wherever it does, also inside a letter; the last byte is the end of the last line."""
    entries = chained([(at, "änn", "act", "queues/q", "", '{"a":"ü, ”"}') for at in range(3)])
    path, made = tmp_path / "audit", write(entries, head_of(entries))
    for cut in range(len(b'{"seq":'), len(made.rstrip())):
        path.write_bytes(made[:cut])
        _, broken = judged_export(path)
        assert broken is not None
        unbroken = not made[cut:].split(b"\n")[0].strip()
        torn = made[:cut].count(b"\n") + 1 + unbroken
        assert broken.line == max(torn, above + 1), (cut, broken)


@both
def test_what_was_never_an_export_is_none(tmp_path: Path, write: Write, above: int) -> None:
    path = tmp_path / "audit"
    for nothing in (b"", b"se", b'{"seq', b"\xff\xfe", b"PK\x03\x04 a workbook", b"[1]"):
        path.write_bytes(nothing)
        with pytest.raises(Refused, match="no export"):
            judged_export(path)


def test_a_quote_that_is_never_closed_breaks_it_where_it_stands(tmp_path: Path) -> None:
    """Also where more stands behind it than the reader takes for one cell."""
    lines = csv_of(ENTRIES, head_of(ENTRIES)).splitlines(keepends=True)
    lines[2] = lines[2].replace(b"queues/q", b'"queues/q') + b"x" * 200_000
    path = tmp_path / "audit"
    path.write_bytes(b"".join(lines))
    _, broken = judged_export(path)
    assert broken is not None
    assert broken.line == 3


@both
def test_a_part_cannot_be_judged(tmp_path: Path, write: Write, above: int) -> None:
    path = tmp_path / "audit"
    path.write_bytes(write(ENTRIES[1:], head_of(ENTRIES, whole=False)))
    with pytest.raises(Refused, match="only a part of the trail: 4 entries"):
        judged_export(path)


_formulas = st.sampled_from(["=1+1", "@x", "+1", "-1", "\tx", "\rx", "'=1", "'", "x'", "", '",\n"'])


@given(_acts, st.lists(_formulas, min_size=8, max_size=8))
def test_no_cell_is_a_formula_and_every_cell_is_read_as_it_was(
    acts: list[tuple[int, str, str, str, str, str]], evil: list[str]
) -> None:
    entries = chained([(at, evil[n], *rest) for n, (at, _, *rest) in enumerate(acts)])  # type: ignore[misc]
    made = csv_of(entries, head_of(entries))
    cells = [cell for row in csv.reader(io.StringIO(made.decode(), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    said = [one for _, one in read_lines(io.BytesIO(made))[1]]
    assert said == [*entries, head_of(entries)]
