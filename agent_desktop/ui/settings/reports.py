"""The page of reports by e-mail: which go out when and to whom, and how the last one went.

Promises that a new one asks for what the page of reports shows, of days that are over by then. Refuses to send
anything: the backend does, at the hour, as the report's owner may see it then.
"""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QLocale

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.figure_questions import Period
from agent_desktop.model.report_questions import Format, ReportQuestion, period_of, scheduled_query
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedule,
    ReportSchedules,
    SendReportSchedule,
)
from agent_desktop.model.reports import ReportInfo
from agent_desktop.ui.figures.words import period_words
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.report_rows import (
    HourRow,
    QueryRow,
    ReceiversRow,
    WeekdaysRow,
    clock_words,
    narrowed_words,
    weekday_words,
)
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow, TextRow
from agent_desktop.ui.settings.tables import PickRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, said, tr

LANGUAGES = ("en", "de")
"""In which languages a hub writes reports."""


def state_words(record: ReportSchedule) -> tuple[str, Level | None]:
    """How the last one went."""
    words: dict[str, tuple[str, Level | None]] = {
        "waiting": (tr("Not sent yet"), None),
        "sending": (tr("Being sent"), None),
        "trying": (tr("Tried again soon"), "warn"),
        "sent": (tr("Sent"), "success"),
        "failed": (tr("Not sent"), "danger"),
        "unclear": (tr("Perhaps sent"), "warn"),
    }
    return words.get(record.state, (record.state, None))


class ReportForm(Form[ReportSchedule]):
    """The form."""

    def __init__(self, theme: Theme, desk: DeskView) -> None:
        self._now = desk.now
        self._stands = ReportSchedule(id="")
        self._known: tuple[ReportInfo, ...] = ()
        self.report = PickRow(theme, "report", tr("Report"), none=tr("Choose a report"))
        self.report.edited.connect(self._heed)
        self.query = QueryRow(theme, lambda: desk.reports.names)
        self.mailbox = PickRow(
            theme,
            "entry_point_id",
            tr("From"),
            tr("Who reads this mailbox can read what goes out."),
            none=tr("Choose a mailbox"),
        )
        kinds = [(one.value, one.value.upper()) for one in (Format.PDF, Format.XLSX, Format.CSV)]
        languages = [("en", tr("English")), ("de", tr("German"))]
        what = (
            self.report,
            self.query,
            ChoiceRow(theme, "format", tr("Format"), options=kinds),
            ChoiceRow(theme, "language", tr("Language"), options=languages),
        )
        when = (
            WeekdaysRow(theme),
            HourRow(
                theme, "minute", tr("Time of day"), tr("On the clock of the time zone, like 7:00.")
            ),
            TextRow(theme, "zone", tr("Time zone"), hint="Europe/Berlin", required=True),
        )
        whom = (
            ReceiversRow(theme, "receivers", tr("To"), tr("Mail addresses, one a line.")),
            self.mailbox,
        )
        self.facts = (
            FactRow(theme, "state", tr("The last one"), words=self._last),
            FactRow(theme, "sent_at", tr("Sent"), words=self._at),
            FactRow(theme, "due_at", tr("The next one"), words=self._at),
        )
        groups = (
            Group(theme, tr("Report"), what),
            Group(theme, tr("When"), when),
            Group(theme, tr("To whom"), whom),
            Group(theme, tr("How it went"), self.facts),
        )
        self.went = groups[-1]
        rows = (*what, *when, *whom, *self.facts)
        super().__init__(theme, groups, rows, removes=True, tests=True, pauses=True)
        self.bar.test.setText(tr("Send now"))
        self.bar.test.set_icon_name("send")

    def begin(
        self, title: str, record: ReportSchedule, *, new: bool, changed: bool = False
    ) -> None:
        """Show a schedule. See `Form`."""
        self._stands = record
        self.went.setVisible(not new)
        self.bar.tests = not new
        super().begin(title, record, new=new, changed=changed)

    def try_out(self) -> None:
        """Have what is kept sent now; what was typed since is not kept yet."""
        if self.changed:
            self.bar.saying.setText(tr("Save first: the report goes out as it is kept."))
        else:
            self.tested.emit()

    def offer(self, kept: ReportSchedules) -> None:
        """What can be chosen, and how this one stands."""
        self._known = kept.reports
        self.report.set_options([(one.name, tr(one.title)) for one in kept.reports])
        self.mailbox.set_options([(one.id, single_line(one.name, 60)) for one in kept.mailboxes])
        self._stands = next(
            (one for one in kept.schedules if one.id == self._stands.id), self._stands
        )

    def _heed(self) -> None:
        """Another report may not be narrowed as the one before."""
        for one in self._known:
            if one.name == self.report.value():
                self.query.heed(one)

    def _last(self, _: object) -> tuple[str, Level | None]:
        words, level = state_words(self._stands)
        if not self._stands.problem:
            return words, level
        why = said(self._stands.problem, self._stands.remedy)
        return f"{words}. {why}", level

    def _at(self, value: object) -> tuple[str, Level | None]:
        if not isinstance(value, int):
            return "–", None
        return moment(value, self._now()), None


class ReportsBook(Book[ReportSchedule]):
    """See the module."""

    topic = Topic.REPORTS
    kind = ReportSchedule
    told = (
        *("owner_id", "state", "problem", "remedy", "due_at", "of_at", "sent_at", "last_at"),
        *("letter_id", "file_id", "attempt", "paused"),
    )
    removes = pauses = True
    every_s = 10

    def __init__(self, desk: DeskView) -> None:
        self._desk = desk

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Reports by e-mail"),
            icon="mail",
            about=tr("Reports that go out again and again, each as its owner may see it then."),
            add=tr("Add a report by e-mail"),
            new=tr("New report by e-mail"),
            empty=tr("No report goes out by e-mail."),
        )

    def form(self, theme: Theme) -> Form[ReportSchedule]:
        """See `Book`."""
        return ReportForm(theme, self._desk)

    def offer(self, form: Form[ReportSchedule], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, ReportForm)
        kept = known.topic(Topic.REPORTS).kept
        if isinstance(kept, ReportSchedules):
            form.offer(kept)

    def records(self, kept: Kept) -> Mapping[str, ReportSchedule]:
        """See `Book`."""
        assert isinstance(kept, ReportSchedules)
        return {one.id: one for one in kept.schedules}

    def warnings(self, kept: Kept) -> str:
        """See `Book`."""
        assert isinstance(kept, ReportSchedules)
        if kept.mailboxes:
            return ""
        return tr("No mailbox is connected, so no report can go out. Administrators connect one.")

    def entry(self, record: ReportSchedule, known: Administration) -> Entry:
        """See `Book`."""
        words, level = state_words(record)
        return Entry(
            key=record.id,
            title=self.title(record),
            detail=" · ".join(self._details(record)),
            icon="mail",
            state=tr("Paused") if record.paused else words,
            level="warn" if record.paused else level,
        )

    def _details(self, record: ReportSchedule) -> list[str]:
        days = ", ".join(weekday_words(one) for one in record.days)
        first = single_line(record.receivers[0], 40) if record.receivers else ""
        more = len(record.receivers) - 1
        others = plural(more, "and {n} more", "and {n} more") if more > 0 else ""
        period = period_of(record.query)
        parts = (
            period_words(Period(period)) if period in tuple(Period) else "",
            narrowed_words(record.query, self._desk.reports.names),
            f"{days} {clock_words(record.minute)}",
            f"{first} {others}".strip(),
            record.format.upper(),
        )
        return [one for one in parts if one]

    def blank(self) -> ReportSchedule:
        """See `Book`."""
        reports = self._desk.reports
        question = reports.question or ReportQuestion()
        language = QLocale().name().partition("_")[0]
        return ReportSchedule(
            id="",
            report=question.name,
            query=scheduled_query(question),
            language=language if language in LANGUAGES else "en",
            zone=reports.names.zone if reports.names is not None else "UTC",
        )

    def named(self, record: ReportSchedule, chance: str) -> ReportSchedule:
        """See `Book`."""
        return replace(record, id=id_of(record.report, chance))

    def key(self, record: ReportSchedule) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: ReportSchedule) -> str:
        """See `Book`."""
        kept = self._desk.administration.topic(Topic.REPORTS).kept
        known = kept.reports if isinstance(kept, ReportSchedules) else ()
        return next((tr(one.title) for one in known if one.name == record.report), record.report)

    def keep(
        self, record: ReportSchedule, before: ReportSchedule | None, form: Form[ReportSchedule]
    ) -> Order:
        """See `Book`."""
        return KeepReportSchedule(schedule=record, before=before)

    def remove(self, record: ReportSchedule) -> Order:
        """See `Book`."""
        return RemoveReportSchedule(schedule_id=record.id)

    def paused(self, record: ReportSchedule) -> bool:
        """See `Book`."""
        return record.paused

    def pause(self, record: ReportSchedule, *, paused: bool) -> Order:
        """See `Book`."""
        return PauseReportSchedule(schedule_id=record.id, paused=paused)

    def trial(self, record: ReportSchedule, form: Form[ReportSchedule]) -> Order:
        """See `Book`."""
        return SendReportSchedule(schedule_id=record.id)

    def trying(self) -> str:
        """See `Book`."""
        return tr("Saying so…")

    def found(self, form: Form[ReportSchedule], found: Found) -> None:
        """See `Book`."""
        form.bar.saying.setText(tr("It goes out within half a minute; above stands how it went."))
