"""The command line of the window, as a record."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """What was asked for. `data` None means the platform's folder; `screenshot` one picture, then the end."""

    practice: bool = False
    offscreen: bool = False
    screenshot: Path | None = None
    data: str | None = None
    verbose: bool = False
