"""Where the shipped files are: looks, sounds and words that come with the program.

Promises the same answer in a checkout (`resources/` beside the package) and in an installed wheel (inside the package).
Refuses to read anything: callers open what they need, when they need it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file, for example `resource("theme", "tokens.json")`."""
    return _shipped("resources").joinpath(*parts)


def translation(*parts: str) -> Path:
    """The path of a file of words, for example `translation("agent_desktop_de.qm")`."""
    return _shipped("translations").joinpath(*parts)


def _shipped(folder: str) -> Path:
    """A shipped folder: inside the package when that was installed, else beside it."""
    packed = _PACKAGE / folder
    return packed if packed.is_dir() else _PACKAGE.parent / folder
