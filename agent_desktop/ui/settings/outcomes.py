"""The page of outcomes: what agents choose from in wrap-up.

Promises that who works in a queue is offered its own outcomes and those of every queue, and says so. Refuses to take
the last one from a queue that asks for one: the backend does.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_words import (
    KeepOutcome,
    OrderOutcomes,
    Outcomes,
    RemoveOutcome,
)
from agent_desktop.model.work import Disposition
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.picking import PerhapsRow
from agent_desktop.ui.settings.rows import TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class OutcomesBook(Book[Disposition]):
    """See the module."""

    topic = Topic.OUTCOMES
    needs = (Topic.QUEUES,)
    kind = Disposition
    removes = arranges = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Outcomes"),
            icon="tag",
            about=tr("What agents choose from in wrap-up, in this order."),
            add=tr("Add an outcome"),
            new=tr("New outcome"),
            empty=tr("There are no outcomes yet. Wrap-up asks for none."),
        )

    def form(self, theme: Theme) -> Form[Disposition]:
        """See `Book`."""
        label = TextRow(theme, "label", tr("Name"), required=True)
        label.field.setMaxLength(80)
        group = TextRow(
            theme, "group", tr("Group"), tr("Stands beside it; outcomes are found by it, too.")
        )
        group.field.setMaxLength(80)
        queue = PerhapsRow(
            theme, "queue_id", tr("Queue"), tr("Who works in another queue is not offered it.")
        )
        rows = (label, group, queue)
        return Form(theme, (Group(theme, tr("Outcome"), rows),), rows, removes=True)

    def offer(self, form: Form[Disposition], known: Administration) -> None:
        """See `Book`."""
        queue, group = form.rows["queue_id"], form.rows["group"]
        assert isinstance(queue, PerhapsRow)
        assert isinstance(group, TextRow)
        queue.offer(tr("Every queue"), queue_names(known))
        kept = known.topic(Topic.OUTCOMES).kept
        groups = {one.group for one in kept.outcomes} if isinstance(kept, Outcomes) else set()
        group.field.setPlaceholderText(", ".join(sorted(groups - {""}, key=str.casefold)[:6]))

    def records(self, kept: Kept) -> Mapping[str, Disposition]:
        """See `Book`."""
        assert isinstance(kept, Outcomes)
        return {one.code: one for one in kept.outcomes}

    def entry(self, record: Disposition, known: Administration) -> Entry:
        """See `Book`."""
        queue = queue_names(known).get(record.queue_id, record.queue_id)
        parts = (record.group, queue or tr("Every queue"))
        detail = " · ".join(part for part in parts if part)
        return Entry(key=record.code, title=record.label, detail=detail, icon="tag")

    def blank(self) -> Disposition:
        """See `Book`."""
        return Disposition(code="", label="")

    def named(self, record: Disposition, chance: str) -> Disposition:
        """See `Book`."""
        return replace(record, code=id_of(record.label, chance))

    def key(self, record: Disposition) -> str:
        """See `Book`."""
        return record.code

    def title(self, record: Disposition) -> str:
        """See `Book`."""
        return record.label

    def keep(
        self, record: Disposition, before: Disposition | None, form: Form[Disposition]
    ) -> Order:
        """See `Book`."""
        return KeepOutcome(outcome=record, before=before)

    def remove(self, record: Disposition) -> Order:
        """See `Book`."""
        return RemoveOutcome(code=record.code)

    def arrange(self, keys: tuple[str, ...], before: tuple[str, ...]) -> Order:
        """See `Book`."""
        return OrderOutcomes(codes=keys, before=before)
