"""What the settings say about the program: its version, what it is built with, what is kept on this computer.

Promises the licences that the installed parts declare themselves. Call it from a thread: it reads many small files.
"""

import importlib.metadata
import re

from agent_desktop import __version__
from agent_desktop.store.keys import KeyStatus
from agent_desktop.ui.words import tr

_SHIPPED = ("Inter: OFL-1.1", "Lucide: ISC")
_UNDECLARED = {"sqlcipher3": "Zlib (SQLCipher: BSD-3-Clause)"}
"""Parts whose packages name no licence."""


def about_words() -> str:
    """Version and licences, a line each."""
    parts = sorted({*_parts(), *_SHIPPED}, key=str.casefold)
    return "\n".join(
        [
            tr("Agent Desktop {version}, Apache-2.0", version=__version__),
            tr("Built with:"),
            *parts,
        ]
    )


def _parts() -> list[str]:
    try:
        wanted = importlib.metadata.requires("agent-desktop") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    names = [re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0] for one in wanted if ";" not in one]
    return [f"{name}: {licence}" for name in names if (licence := _licence(name))]


def _licence(name: str) -> str:
    try:
        about = importlib.metadata.metadata(name).json
    except importlib.metadata.PackageNotFoundError:
        return ""
    declared = str(about.get("license_expression") or about.get("license") or "")
    return declared.splitlines()[0] if declared else _UNDECLARED.get(name, "")


def storage_words(status: KeyStatus) -> str:
    """What is kept on this computer, and what protects it."""
    match status:
        case KeyStatus.SECURE:
            return tr(
                "History, drafts and unsent replies are kept encrypted on this computer. "
                "The key is in the system's keychain."
            )
        case KeyStatus.UNLOCKED:
            return tr(
                "History, drafts and unsent replies are kept encrypted on this computer. "
                "The key opens with your passphrase, which is asked for at each start."
            )
        case _:
            return tr(
                "Nothing is kept on this computer: history, drafts and unsent replies are forgotten "
                "when the program ends."
            )
