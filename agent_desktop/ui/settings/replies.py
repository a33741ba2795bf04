"""The page of saved replies: texts that agents insert by `::` and a shortcut.

Promises that a shortcut is chosen once, and that no text is written over by a new one with the same shortcut. Refuses
shortcuts that could not be typed.
"""

import unicodedata
from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_words import (
    KeepReply,
    OrderReplies,
    RemoveReply,
    Replies,
)
from agent_desktop.model.work import SavedReply
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.picking import ParagraphRow
from agent_desktop.ui.settings.rows import NoValue, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST_SHORTCUT = 40
_TEXT_HIGH = 200


class ShortcutRow(TextRow):
    """What is typed after `::`. `own` is that of the reply in the form; `taken` are those of all."""

    fixed = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "shortcut",
            tr("Shortcut"),
            tr("Agents type :: and this. It stays as it is."),
            hint="thanks",
            required=True,
        )
        self.field.setMaxLength(_LONGEST_SHORTCUT)
        self.own = ""
        self.taken: frozenset[str] = frozenset()

    def value(self) -> str:
        """The shortcut. Raises NoValue."""
        text = unicodedata.normalize("NFC", super().value().removeprefix("::"))
        if not text or any(char in "/:" or char.isspace() for char in text):
            raise NoValue(tr("One word, without spaces, “/” and “:”."))
        if text in self.taken and text != self.own:
            raise NoValue(tr("Another saved reply has this shortcut."))
        return text

    def show_value(self, value: object) -> None:
        """Show a kept one."""
        super().show_value(value)
        self.own = str(value)


class RepliesBook(Book[SavedReply]):
    """See the module."""

    topic = Topic.REPLIES
    kind = SavedReply
    removes = arranges = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Saved replies"),
            icon="zap",
            about=tr("Texts that agents insert in their replies by typing :: and a shortcut."),
            add=tr("Add a saved reply"),
            new=tr("New saved reply"),
            empty=tr("There are no saved replies yet."),
        )

    def form(self, theme: Theme) -> Form[SavedReply]:
        """See `Book`."""
        title = TextRow(theme, "title", tr("Title"), tr("Agents find it by this."), required=True)
        title.field.setMaxLength(80)
        text = TextOfReply(theme, "text", tr("Text"), tr("As the customer reads it."))
        text.area.setFixedHeight(_TEXT_HIGH)
        rows = (title, ShortcutRow(theme), text)
        return Form(theme, (Group(theme, tr("Saved reply"), rows),), rows, removes=True)

    def offer(self, form: Form[SavedReply], known: Administration) -> None:
        """See `Book`."""
        row, kept = form.rows["shortcut"], known.topic(Topic.REPLIES).kept
        assert isinstance(row, ShortcutRow)
        taken = (one.shortcut for one in kept.replies) if isinstance(kept, Replies) else ()
        row.taken = frozenset(taken)

    def records(self, kept: Kept) -> Mapping[str, SavedReply]:
        """See `Book`."""
        assert isinstance(kept, Replies)
        return {one.shortcut: one for one in kept.replies}

    def entry(self, record: SavedReply, known: Administration) -> Entry:
        """See `Book`."""
        return Entry(
            key=record.shortcut,
            title=record.title,
            detail=record.text,
            icon="zap",
            state=f"::{record.shortcut}",
        )

    def blank(self) -> SavedReply:
        """See `Book`."""
        return SavedReply(shortcut="", title="", text="")

    def key(self, record: SavedReply) -> str:
        """See `Book`."""
        return record.shortcut

    def title(self, record: SavedReply) -> str:
        """See `Book`."""
        return record.title

    def keep(self, record: SavedReply, before: SavedReply | None, form: Form[SavedReply]) -> Order:
        """See `Book`."""
        return KeepReply(reply=record, before=before)

    def remove(self, record: SavedReply) -> Order:
        """See `Book`."""
        return RemoveReply(shortcut=record.shortcut)

    def arrange(self, keys: tuple[str, ...], before: tuple[str, ...]) -> Order:
        """See `Book`."""
        return OrderReplies(shortcuts=keys, before=before)


class TextOfReply(ParagraphRow):
    """The text, which is never empty."""

    def value(self) -> str:  # type: ignore[override]
        """The text. Raises NoValue."""
        text = super().value()
        if not text.strip():
            raise NoValue(tr("This is needed."))
        return text

    def show_value(self, value: object) -> None:
        """Show a text."""
        if value != self.area.toPlainText():
            self.show_lines(tuple(str(value).split("\n")))
