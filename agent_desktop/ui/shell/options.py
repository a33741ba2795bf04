"""The names of kept settings that the window offers, with their values and defaults."""

from collections.abc import Callable

LOOKS = "looks.mode"
"""`system`, `light` or `dark`."""
SEND_KEYS = "reply.send_keys"
"""`enter` or `ctrl_enter`."""
UNDO = "reply.undo"
"""`on` or `off`: five seconds to take a reply back."""
MOTION = "motion.reduced"
"""`on` or `off`."""
KEYS = "keys"
"""What the key table dumps."""

VALUES: dict[str, tuple[str, ...]] = {
    LOOKS: ("system", "light", "dark"),
    SEND_KEYS: ("enter", "ctrl_enter"),
    UNDO: ("on", "off"),
    MOTION: ("off", "on"),
}
"""The values that each may have, the default first."""


def option(read: Callable[[str, str], str], name: str) -> str:
    """The kept value of a setting of `VALUES`; the default where nothing good is kept."""
    allowed = VALUES[name]
    kept = read(name, allowed[0])
    return kept if kept in allowed else allowed[0]
