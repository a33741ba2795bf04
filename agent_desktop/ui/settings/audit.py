"""The page of the audit trail: who did what, when, and concerning whom.

Promises the newest entries, found by typing, and a judgement whether the whole trail is what was written. Refuses to
change any of it.
"""

from collections.abc import Callable, Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_audit import AuditLine, AuditTrail, CheckTrail
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.audit_acts import ACTS
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import FactRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def act_words(line: AuditLine) -> tuple[str, Level | None]:
    """What was done."""
    level: Level | None = "warn" if line.act in ("refused", "sign_in_refused") else None
    known = ACTS.get(line.act)
    return (tr(known) if known else line.act.replace("_", " ")), level


def who_words(line: AuditLine) -> str:
    """Who did it."""
    return line.who or tr("Nobody who is known")


class _Facts(Form[AuditLine]):
    """Every row tells of the whole entry, and changes nothing of it. `judges`: the whole trail can be judged here."""

    judges = True

    def set_busy(self, words: str) -> None:
        """See `Form`: who may not judge the trail has no use for the button, whatever goes on."""
        super().set_busy(words)
        self.bar.save.setEnabled(self.judges and not words)
        self.bar.save.setToolTip("" if self.judges else tr("Administrators judge the whole trail."))

    def kept(self, record: AuditLine, name: str) -> object:
        """The entry."""
        return record

    def values(self, record: AuditLine) -> tuple[dict[str, object], dict[str, str]]:
        """Nothing is typed here."""
        return {}, {}


class AuditBook(Book[AuditLine]):
    """See the module. `now` is the backend's time; `whole`: all of the trail is seen, and can be judged."""

    topic = Topic.AUDIT
    kind = AuditLine
    adds = False

    def __init__(self, now: Callable[[], Millis], *, whole: bool = True) -> None:
        self._now = now
        self._whole = whole

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Audit trail"),
            icon="notebook-pen",
            about=(
                tr("What leads and administrators did, sign-ins, and what was refused.")
                if self._whole
                else tr("What you and your teams did, and what was done concerning them.")
            ),
            add="",
            new="",
            empty=tr("Nothing was written down yet."),
            search=tr("Find by person, act or thing"),
        )

    def form(self, theme: Theme) -> Form[AuditLine]:
        """See `Book`."""

        def fact(
            name: str, label: str, words: Callable[[AuditLine], tuple[str, Level | None]]
        ) -> FactRow:
            def told(value: object) -> tuple[str, Level | None]:
                assert isinstance(value, AuditLine)
                return words(value)

            return FactRow(theme, name, label, words=told)

        rows = (
            fact("act", tr("What"), act_words),
            fact("who", tr("Who"), lambda one: (who_words(one), None)),
            fact("at", tr("When"), lambda one: (moment(one.at, self._now()), None)),
            fact("subject", tr("To what"), lambda one: (one.subject or tr("Nothing else"), None)),
            fact("whom", tr("Concerning"), lambda one: (one.whom or tr("Nobody else"), None)),
            fact("detail", tr("Details"), lambda one: (one.detail or tr("None"), None)),
            fact("id", tr("Entry"), lambda one: (one.id, None)),
        )
        form = _Facts(theme, (Group(theme, tr("Entry"), rows),), rows)
        form.bar.save.setText(tr("Check the whole trail"))
        form.bar.cancel.setText(tr("Close"))
        form.judges = self._whole
        form.set_busy("")
        return form

    def records(self, kept: Kept) -> Mapping[str, AuditLine]:
        """See `Book`."""
        assert isinstance(kept, AuditTrail)
        return {one.id: one for one in kept.lines}

    def warnings(self, kept: Kept) -> str:
        """See `Book`."""
        assert isinstance(kept, AuditTrail)
        if not kept.more:
            return ""
        return tr(
            "These are the newest {n} entries. Older ones are in the hub's export, as the guide for supervisors says.",
            n=len(kept.lines),
        )

    def entry(self, record: AuditLine, known: Administration) -> Entry:
        """See `Book`."""
        act, level = act_words(record)
        parts = (moment(record.at, self._now()), who_words(record), record.whom, record.subject)
        return Entry(
            key=record.id,
            title=act,
            detail=" · ".join(part for part in parts if part),
            icon="notebook-pen",
            state=tr("Refused") if level else "",
            level=level,
        )

    def key(self, record: AuditLine) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: AuditLine) -> str:
        """See `Book`."""
        return act_words(record)[0]

    def doing(self, what: str) -> str:
        """See `Book`."""
        return tr("Checking…")

    def done(self, what: str) -> str:
        """See `Book`."""
        return tr("The whole trail is what was written.")

    def keep(self, record: AuditLine, before: AuditLine | None, form: Form[AuditLine]) -> Order:
        """See `Book`: nothing is changed, all of it is judged."""
        return CheckTrail()
