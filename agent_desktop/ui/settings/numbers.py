"""The page of the numbers that customers call: what is heard, when it is open, and where a call goes.

Promises the words of somebody who knows the house and not the telephone system; what a backend keeps besides stays as
it is. Refuses to know numbers: the backend says which cannot be called.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_calls import (
    CallNumber,
    CallRules,
    KeepCallNumber,
    RemoveCallNumber,
)
from agent_desktop.ui.settings.book import Book, Words, calendar_names, menu_names, queue_names
from agent_desktop.ui.settings.destinations import DestinationRow, destination_words
from agent_desktop.ui.settings.finding import LanguageRow
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.prompt_rows import PromptRow, sentences
from agent_desktop.ui.settings.rows import LinesRow, TextRow
from agent_desktop.ui.settings.tables import PickRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr


def called(record: CallNumber) -> str:
    """What customers call, in words."""
    if record.numbers == ("*",):
        return tr("every number")
    return ", ".join(record.numbers) or tr("no number: for web pages")


class NumbersBook(Book[CallNumber]):
    """The numbers that customers call."""

    topic = Topic.NUMBERS
    needs = (Topic.QUEUES, Topic.MENUS, Topic.PROMPTS, Topic.CALENDARS)
    kind = CallNumber
    removes = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Numbers"),
            icon="phone-incoming",
            about=tr("What happens to a call, by the number that was called."),
            add=tr("Add a number"),
            new=tr("New number"),
            empty=tr("No number is answered yet."),
        )

    def form(self, theme: Theme) -> Form[CallNumber]:
        """See `Book`."""
        name = TextRow(theme, "id", tr("Name"), required=True)
        name.fixed = True
        numbers = LinesRow(
            theme,
            "numbers",
            tr("Numbers"),
            tr(
                "One in each line; a block ends with *, and * alone is every number. Web pages need none."
            ),
            hint="+4930123456",
        )
        language = LanguageRow(theme, "language", tr("Language"), tr("That of the prompts."))
        greeting = PromptRow(theme, "greeting", tr("Greeting"))
        menu = PickRow(theme, "menu", tr("Menu"), none=tr("no menu"))
        then = DestinationRow(
            theme,
            "then",
            tr("Then"),
            tr("Where a call goes after the greeting, if there is no menu."),
        )
        calendar = PickRow(
            theme,
            "calendar",
            tr("Calendar"),
            tr("When it is open. Calendars have a page of their own, and rules use the same."),
            none=tr("always open"),
        )
        closed_prompt = PromptRow(theme, "closed_prompt", tr("Who calls then hears"))
        closed = DestinationRow(theme, "closed", tr("After it"))
        groups = (
            Group(theme, tr("Number"), (name, numbers)),
            Group(theme, tr("Who calls hears"), (greeting, language, menu, then)),
            Group(theme, tr("Opening hours"), (calendar,)),
            Group(theme, tr("When it is closed"), (closed_prompt, closed)),
        )
        rows = (
            name, numbers, greeting, language, menu, then, calendar, closed_prompt, closed,
        )  # fmt: skip
        return Form(theme, groups, rows, removes=True)

    def offer(self, form: Form[CallNumber], known: Administration) -> None:
        """See `Book`."""
        greeting, menu, then = (form.rows[name] for name in ("greeting", "menu", "then"))
        calendar = form.rows["calendar"]
        assert isinstance(calendar, PickRow)
        calendar.set_options([*calendar_names(known).items()])
        assert isinstance(greeting, PromptRow)
        greeting.set_options(sentences(known))
        closed_prompt, closed = form.rows["closed_prompt"], form.rows["closed"]
        assert isinstance(closed_prompt, PromptRow)
        closed_prompt.set_options(sentences(known))
        assert isinstance(closed, DestinationRow)
        closed.set_options(queue_names(known), ())
        assert isinstance(menu, PickRow)
        assert isinstance(then, DestinationRow)
        menu.set_options([(one, one) for one in menu_names(known)])
        then.set_options(queue_names(known), menu_names(known))

    def warnings(self, kept: Kept) -> str:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return " ".join(map(said, kept.warnings))

    def lead(self, kept: Kept) -> tuple[str, Topic] | None:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return None if kept.house.region_used else (tr("Set the country…"), Topic.HOUSE)

    def records(self, kept: Kept) -> Mapping[str, CallNumber]:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return {one.id: one for one in kept.numbers}

    def entry(self, record: CallNumber, known: Administration) -> Entry:
        """See `Book`."""
        goes = tr("Menu: {name}", name=record.menu)
        if not record.menu:
            goes = destination_words(record.then, queue_names(known))
        open_by = calendar_names(known).get(record.calendar, record.calendar)
        parts = (called(record), goes, open_by)
        return Entry(
            key=record.id,
            title=record.id,
            detail=" · ".join(part for part in parts if part),
            icon="phone-incoming",
        )

    def blank(self) -> CallNumber:
        """See `Book`."""
        return CallNumber(id="")

    def named(self, record: CallNumber, chance: str) -> CallNumber:
        """See `Book`: its name is its id."""
        return record

    def key(self, record: CallNumber) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: CallNumber) -> str:
        """See `Book`."""
        return record.id

    def keep(self, record: CallNumber, before: CallNumber | None, form: Form[CallNumber]) -> Order:
        """See `Book`."""
        return KeepCallNumber(number=record, before=before)

    def remove(self, record: CallNumber) -> Order:
        """See `Book`."""
        return RemoveCallNumber(number_id=record.id)
