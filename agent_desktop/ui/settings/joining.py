"""The page that says where messages go: the rules in their order and in words, and what the house may change of them.

Promises the order in which the hub tries them. Refuses to let anybody change that order: a message that answers one of
ours belongs where that one is, whatever else is open.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.joining import Joining, KeepJoining
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import AmountsRow, NumberRow
from agent_desktop.ui.settings.rows import LinesRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HOUR, _DAY = 3_600_000, 86_400_000
_CHANNELS = (Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


def rules() -> tuple[str, ...]:
    """The rules, in their order."""
    return (
        tr("1. A message that answers another one joins the conversation of that one."),
        tr(
            "2. A mail to a conversation's own address (with + and a token) joins that conversation."
        ),
        tr(
            "3. What is written in a room or chat of a network joins the conversation of that room."
        ),
        tr(
            "4. Else a message joins its customer's open conversation; of several the one with its subject."
        ),
        tr("5. Else it reopens the one by the same entry point that was closed a short while ago."),
        tr("6. Else a mail that says it answers reopens the one with the same subject."),
        tr("7. Else a new conversation begins."),
    )


class JoiningBook(Book[Joining]):
    """See the module."""

    topic = Topic.JOINING
    kind = Joining
    adds = False

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Where messages go"),
            icon="reply",
            about=tr("Which conversation a customer's message joins, and when a new one begins."),
            add="",
            new="",
            empty="",
        )

    def form(self, theme: Theme) -> Form[Joining]:
        """See `Book`."""
        told = [Label(theme, words, wrap=True) for words in rules()]
        for one in told:
            one.setContentsMargins(4, 2, 4, 2)
        answer = NumberRow(
            theme,
            "answer_ms",
            tr("Replies"),
            tr("Rules 1 and 2 reopen what was closed within so many days."),
            unit=tr("days"),
            scale=_DAY,
        )
        reopen = AmountsRow(
            theme,
            "reopen_ms",
            tr("Writing again"),
            tr("Rules 3 and 5 reopen what was closed within so many hours. Empty: 24. 0: never."),
            channels=_CHANNELS,
            scale=_HOUR,
        )
        subject = NumberRow(
            theme,
            "subject_ms",
            tr("The same subject"),
            tr("Rule 6 reopens what was closed within so many days. 0: never."),
            unit=tr("days"),
            scale=_DAY,
        )
        orders = LinesRow(
            theme,
            "orders",
            tr("Order numbers"),
            tr(
                "Their shapes, one a line: # is any digit, ? any letter. Found ones join the profile."
            ),
            hint="AB-######",
        )
        about = tr("The first rule that finds a conversation of the same customer decides.")
        groups = (
            Group(theme, tr("The rules"), told, about),
            Group(theme, tr("How long a closed conversation goes on"), (answer, reopen, subject)),
            Group(theme, tr("What customers tell"), (orders,)),
        )
        return Form(theme, groups, (answer, reopen, subject, orders))

    def records(self, kept: Kept) -> Mapping[str, Joining]:
        """See `Book`."""
        assert isinstance(kept, Joining)
        return {kept.id: kept}

    def entry(self, record: Joining, known: Administration) -> Entry:
        """See `Book`."""
        days = record.answer_ms // _DAY
        return Entry(
            key=record.id,
            title=tr("Where messages go"),
            detail=tr("Answers reopen conversations for {n} days", n=days),
            icon="reply",
        )

    def key(self, record: Joining) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Joining) -> str:
        """See `Book`."""
        return tr("Where messages go")

    def keep(self, record: Joining, before: Joining | None, form: Form[Joining]) -> Order:
        """See `Book`."""
        assert before is not None
        return KeepJoining(joining=record, before=before)
