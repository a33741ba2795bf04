"""The page of servers that help sound through firewalls: STUN and TURN.

Promises that a shared secret is typed once; that a password for everybody is said to be one; that an address of no use
is named. Refuses to explain networks: who needs such a server was told its address.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_voice import (
    Helping,
    KeepSoundHelper,
    RemoveSoundHelper,
    SoundHelper,
    SoundHelpers,
)
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import FactRow, LinesRow, SecretRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, said, tr

_STATES: dict[bool | None, tuple[str, Level | None]] = {
    True: (later("Answers"), "success"),
    False: (later("Has a problem"), "danger"),
    None: (later("Not known yet"), None),
}


def helping_words(helping: object) -> tuple[str, Level | None]:
    """Whether a server helps, which of its addresses do not, and what that means."""
    assert isinstance(helping, Helping)
    state, level = _STATES[helping.answers]
    if helping.answers is not False:
        return tr(state), level
    means = tr("Behind some firewalls calls have no sound without it. It is tried again by itself.")
    return " ".join(part for part in (said(helping.words) or tr(state), means) if part), level


class FirewallsBook(Book[SoundHelper]):
    """See the module."""

    topic = Topic.FIREWALLS
    kind = SoundHelper
    told = ("helping",)
    removes = True
    every_s = 30

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Firewalls"),
            icon="shield-check",
            about=tr(
                "STUN and TURN servers, for agents and visitors whose networks let no calls through."
            ),
            add=tr("Add a server"),
            new=tr("New server"),
            empty=tr(
                "There is none. Calls go straight between telephones, pages and this backend."
            ),
        )

    def form(self, theme: Theme) -> Form[SoundHelper]:
        """See `Book`."""
        uris = LinesRow(
            theme,
            "uris",
            tr("Addresses"),
            tr("One in each line, beginning with stun:, turn: or turns:."),
            hint="turns:turn.example.org:443?transport=tcp",
        )
        secret = SecretRow(
            theme,
            "secret",
            tr("Shared secret"),
            tr(
                "Everybody then has a password of their own, which ends by itself. It is not shown again."
            ),
        )
        user = TextRow(theme, "user", tr("User"))
        password = SecretRow(
            theme,
            "password",
            tr("Password"),
            tr("The same for everybody: visitors of your pages can read it."),
        )
        state = FactRow(theme, "helping", tr("State"), words=helping_words)
        groups = (
            Group(theme, tr("Server"), (uris, state)),
            Group(
                theme,
                tr("For relays"),
                (secret, user, password),
                tr("A TURN server needs its shared secret, or else a user and a password."),
            ),
        )
        return Form(theme, groups, (uris, state, secret, user, password), removes=True)

    def records(self, kept: Kept) -> Mapping[str, SoundHelper]:
        """See `Book`."""
        assert isinstance(kept, SoundHelpers)
        return {one.id: one for one in kept.helpers}

    def entry(self, record: SoundHelper, known: Administration) -> Entry:
        """See `Book`."""
        detail = ""
        if record.has_secret:
            detail = tr("passwords of one's own")
        elif record.user:
            detail = tr("one password for everybody")
        state, level = _STATES[record.helping.answers]
        return Entry(
            key=record.id,
            title=self.title(record),
            detail=detail,
            icon="shield-check",
            state=tr(state),
            level=level,
        )

    def blank(self) -> SoundHelper:
        """See `Book`."""
        return SoundHelper(id="")

    def named(self, record: SoundHelper, chance: str) -> SoundHelper:
        """See `Book`: it is known by its first address."""
        return replace(record, id=next(iter(record.uris), chance))

    def key(self, record: SoundHelper) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: SoundHelper) -> str:
        """See `Book`."""
        return ", ".join(record.uris)

    def keep(
        self, record: SoundHelper, before: SoundHelper | None, form: Form[SoundHelper]
    ) -> Order:
        """See `Book`."""
        secret, password = form.secret("secret"), form.secret("password")
        return KeepSoundHelper(helper=record, before=before, secret=secret, password=password)

    def remove(self, record: SoundHelper) -> Order:
        """See `Book`."""
        return RemoveSoundHelper(helper_id=record.id)
