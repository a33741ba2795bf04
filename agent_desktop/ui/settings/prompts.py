"""The page of prompts: what callers hear that nobody says live, to be heard and replaced.

Promises that every shipped sentence stands here with its words, and comes back when what replaced it is taken away.
Refuses the pieces of which numbers are made.
"""

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_prompts import (
    KeepPrompt,
    Prompt,
    Prompts,
    RemovePrompt,
)
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.finding import LanguageRow
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.places import language_words
from agent_desktop.ui.settings.prompt_rows import ListenRow, WishRow
from agent_desktop.ui.settings.prompt_titles import prompt_title
from agent_desktop.ui.settings.rows import FactRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def spoken(language: str) -> str:
    """A prompt's language in words."""
    return language_words(language) if language else tr("every language")


class PromptsBook(Book[Prompt]):
    """See the module."""

    topic = Topic.PROMPTS
    kind = Prompt
    told = ("own", "shipped", "text", "sound")
    removes = True

    def __init__(self, desk: DeskView) -> None:
        self._desk = desk

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Prompts"),
            icon="volume-2",
            about=tr("What callers hear. Each may be replaced by a sound of your own."),
            add=tr("Add a prompt"),
            new=tr("New prompt"),
            empty=tr("There are no prompts."),
        )

    def form(self, theme: Theme) -> Form[Prompt]:
        """See `Book`."""
        name = TextRow(
            theme,
            "name",
            tr("Name"),
            tr("Small letters, digits, - and _; of music, behind music/."),
            required=True,
        )
        language = LanguageRow(theme, "language", tr("Language"), tr("Empty: for every language."))
        name.fixed = language.fixed = True
        text = FactRow(theme, "text", tr("As shipped"), words=lambda text: (str(text), None))
        sound = ListenRow(theme, "sound", tr("Callers hear"), self._desk)
        wish = WishRow(theme, "wish", tr("New sound"))
        groups = (
            Group(theme, tr("Prompt"), (name, language, sound, text)),
            Group(theme, tr("Replace it"), (wish,)),
        )
        return Form(theme, groups, (name, language, sound, text, wish), removes=True)

    def offer(self, form: Form[Prompt], known: Administration) -> None:
        """See `Book`."""
        kept = known.topic(Topic.PROMPTS).kept
        text, wish = form.rows["text"], form.rows["wish"]
        assert isinstance(wish, WishRow)
        assert isinstance(text, FactRow)
        wish.set_speech(isinstance(kept, Prompts) and kept.speech)
        text.setVisible(bool(text.value()))
        for name in ("name", "language"):
            row = form.rows[name]
            row.setVisible(row.isEnabled())  # later the title says both

    def heard(self, form: Form[Prompt], sound_id: str) -> None:
        """See `Book`."""
        row = form.rows["sound"]
        assert isinstance(row, ListenRow)
        sound = row.value()
        if sound is not None and sound.id == sound_id:
            row.follow()

    def left(self, form: Form[Prompt]) -> None:
        """See `Book`."""
        row = form.rows["sound"]
        assert isinstance(row, ListenRow)
        row.stop()

    def records(self, kept: Kept) -> Mapping[str, Prompt]:
        """See `Book`: by language, that of the screen first and what holds for all at the end."""
        assert isinstance(kept, Prompts)
        here = QLocale().name().partition("_")[0]

        def place(one: Prompt) -> tuple[bool, bool, str, str]:
            title = prompt_title(one.name).casefold()
            return (not one.language, one.language != here, one.language, title)

        return {one.id: one for one in sorted(kept.prompts, key=place)}

    def entry(self, record: Prompt, known: Administration) -> Entry:
        """See `Book`."""
        parts = (spoken(record.language), "" if record.own else record.text)
        return Entry(
            key=record.id,
            title=prompt_title(record.name),
            detail=" · ".join(part for part in parts if part),
            icon="volume-2",
            state=tr("Your own") if record.own else "",
        )

    def blank(self) -> Prompt:
        """See `Book`."""
        return Prompt()

    def key(self, record: Prompt) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Prompt) -> str:
        """See `Book`."""
        title = prompt_title(record.name)
        return tr("{title}, {language}", title=title, language=spoken(record.language))

    def removal(self, record: Prompt) -> str:
        """See `Book`."""
        if not record.own:
            return ""
        return tr("Back to the shipped one") if record.shipped else tr("Remove")

    def keep(self, record: Prompt, before: Prompt | None, form: Form[Prompt]) -> Order:
        """See `Book`."""
        return KeepPrompt(prompt=record, before=before)

    def remove(self, record: Prompt) -> Order:
        """See `Book`."""
        return RemovePrompt(name=record.name, language=record.language)
