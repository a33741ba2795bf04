"""The shape of the source: every module says what it is, and no file outgrows its one job."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for folder in ("agent_desktop", "packaging", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
#: Lines that a file may have.
LIMIT = 400
#: Files that are longer, with their length. Only ever shrinks: shorten the number with the file.
LONGER: dict[str, int] = {}
#: A docstring as nearly every file begins.
_PLAIN = re.compile(r'"""[^"\\\s]')


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_module_says_what_it_is() -> None:
    silent = [name(path) for path in SOURCES if not _says(path.read_text(encoding="utf-8"))]
    assert not silent, "a module starts with a docstring: what it is, promises and refuses"


def _says(source: str) -> bool:
    """Whether there is a docstring; where the first line shows it, nothing is parsed."""
    return bool(_PLAIN.match(source) or ast.get_docstring(ast.parse(source)))


def test_no_file_outgrows_its_job() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = {path: length for path, length in lengths.items() if length > LIMIT}
    assert long == LONGER, "split new long files by job; correct the list when a file got shorter"


#: Slow to import, so nothing that is needed before the first paint may import them.
HEAVY = {
    "alembic",
    "babel",
    "cryptography",
    "httpx",
    "keyring",
    "psycopg",
    "sqlalchemy",
    "uvicorn",
    "websockets",
}


def test_the_command_line_starts_light() -> None:
    program = "import sys, agent_desktop.app.main; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert HEAVY.isdisjoint(loaded)
