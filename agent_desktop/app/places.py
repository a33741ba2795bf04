"""Where the program keeps things on this computer.

Promises folders that only the user can read, made when they are first needed. `--data DIR` moves all of them under
one folder, for tests, throwaway runs and portable installations.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The program's folders, all under `data`."""

    data: Path

    @property
    def hub(self) -> Path:
        """The built-in hub's data folder."""
        return self.data / "hub"

    @property
    def store(self) -> Path:
        """The folder of the desk's encrypted databases."""
        return self.data / "store"

    @property
    def phone(self) -> Path:
        """The folder through which a window finds the telephone's engine."""
        return self.data / "phone"

    @property
    def profile(self) -> Path:
        """The file that remembers, without secrets, where work came from last time."""
        return self.data / "profile.json"

    @property
    def looks(self) -> Path:
        """The file that remembers colours and the window's place, for the first paint."""
        return self.data / "looks.json"

    @property
    def picture(self) -> Path:
        """The picture of the window that is kept up to date where there is no display."""
        return self.data / "window.png"

    def make(self) -> None:
        """Create the data folder, readable by this user alone. Raises OSError with the folder's name."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o700)


def places(chosen: str | None) -> Places:
    """The places under `chosen`, or under the platform's folder for user data."""
    if chosen is not None:
        return Places(Path(chosen).expanduser().resolve())
    import platformdirs

    return Places(Path(platformdirs.user_data_dir("Agent Desktop", appauthor=False)))


def owner_name() -> str:
    """The name of this computer's user, as far as the system knows it; empty when it does not."""
    import getpass

    try:
        account = getpass.getuser()
    except (OSError, KeyError):
        return ""
    try:
        import pwd

        full = pwd.getpwnam(account).pw_gecos.split(",")[0]
    except (ImportError, KeyError):
        full = ""
    name = full or account
    return name if name != name.lower() else name.title()
