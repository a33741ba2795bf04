"""The settings that the agent can change: their names, the values that each may have, the defaults.

Promises one vocabulary for everyone who reads or writes them. Refuses unknown values: the default is read instead.
"""

from collections.abc import Callable

from agent_desktop.model.base import Millis

LOOKS = "looks.mode"
"""`system`, `light` or `dark`."""
MOTION = "motion.reduced"
"""`system`, `on` or `off`."""
SEND_KEYS = "reply.send_keys"
"""`enter` (in chat; elsewhere a reply is sent with Ctrl+Enter) or `ctrl_enter`."""
UNDO = "reply.undo"
"""`on` or `off`: whether a sent reply can be taken back for `UNDO_MS`."""
KEYS = "keys"
"""The agent's own shortcuts, as the key table writes them."""
TELEPHONE = "telephone.accounts"
"""The agent's own telephone accounts, as `model.telephone` writes them: without passwords."""
SOUND = "telephone.sound"
"""Microphone, speaker and ringer of the telephone, as `model.telephone` writes them."""
LAST_ACCOUNT = "telephone.last_account"
"""The id of the telephone account that the agent last chose to call from."""
ANSWERING = "telephone.answering"
"""Which accounts' calls answer themselves and after how long, as `model.telephone` writes it."""
PUSH_TO_TALK = "telephone.push_to_talk"
"""`off` or `on`: whether the agent is heard only while a key is held."""
TALK_KEY = "telephone.talk_key"
"""The key to hold, as the key table writes keys; `TALK_KEY_DEFAULT` where none is kept."""
TALK_KEY_DEFAULT = "F9"
CLEAN_SOUND = "telephone.clean_sound"
"""`on` or `off`: whether echo and noise are taken out of the microphone's sound."""
PAYMENT_WATCH = "telephone.payment_watch"
"""`on` or `off`: whether recordings pause by themselves while a payment page has the keyboard."""
PAYMENT_PAGES = "telephone.payment_pages"
"""The payment pages, one a line, as `desk.payment_pages` reads them; the known ones where none are kept."""
MAIL_PICTURES = "mail.pictures"
"""The addresses whose mails show pictures from elsewhere without being asked, one a line, in small letters."""
FIGURES = "figures.question"
"""Which figures a lead looked at last, as `desk.figures` writes it."""
REPORTS = "reports.question"
"""Which report a lead looked at last, as `desk.reports` writes it."""
MEASURES = "figures.measures"
"""Which measures a lead shows otherwise than the page does by itself, as `ui.figures` writes it."""

VALUES: dict[str, tuple[str, ...]] = {
    LOOKS: ("system", "light", "dark"),
    MOTION: ("system", "on", "off"),
    SEND_KEYS: ("enter", "ctrl_enter"),
    UNDO: ("on", "off"),
    CLEAN_SOUND: ("on", "off"),
    PUSH_TO_TALK: ("off", "on"),
    PAYMENT_WATCH: ("on", "off"),
}
"""The values that each may have, the default first."""

OF_THE_WINDOW = frozenset({LOOKS, MOTION})
"""What must be known before the first paint, so it is kept beside the profile and not in the desk's store."""

UNDO_MS: Millis = 5_000


def option(read: Callable[[str, str], str], name: str) -> str:
    """The kept value of a setting of `VALUES`; the default where nothing good is kept. KeyError for other names."""
    allowed = VALUES[name]
    kept = read(name, allowed[0])
    return kept if kept in allowed else allowed[0]
