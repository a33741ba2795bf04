"""Searching: from a question to the newest items that answer it.

The index says which items have the words; where that is not enough (phrases, longer words of scripts without spaces)
the texts themselves are looked at, at most `MOST_LOOKED_AT` of them.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Engine, Row, bindparam, literal_column, select
from sqlalchemy.engine import Connection

from agent_desktop.model.events import SearchDone, SearchHit
from agent_desktop.model.timeline import SystemLine
from agent_desktop.store import tables as t
from agent_desktop.store.codec import unpack_item
from agent_desktop.store.excerpt import excerpt
from agent_desktop.store.items import searchable
from agent_desktop.store.question import Question, understand
from agent_desktop.store.vocabulary import SHORTEST, Vocabulary

MOST_LOOKED_AT = 2_000
MOST_COMPLETIONS = 100
_CHUNK = 200

_found = (
    select(t.found.c.rowid.label("place"))
    .where(
        literal_column("found").op("MATCH")(bindparam("words")),
        t.found.c.rowid < bindparam("before"),
    )
    .order_by(t.found.c.rowid.desc())
    .limit(bindparam("most"))
    .subquery()
)
_ANSWERS = (
    select(t.item.c.place, t.item.c.body, t.customer.c.name)
    .select_from(
        _found.join(t.item, t.item.c.place == _found.c.place)
        .outerjoin(t.conversation, t.conversation.c.id == t.item.c.conversation_id)
        .outerjoin(t.customer, t.customer.c.id == t.conversation.c.customer_id)
    )
    .order_by(_found.c.place.desc())
)
_BEYOND = 1 << 62
Answer: TypeAlias = Row[Any, Any, Any]
"""A row of `_ANSWERS`: place, body, customer's name."""


class Interrupted(Exception):
    """Nobody waits for this search any more."""


def search(
    engine: Engine, vocabulary: Vocabulary, query: str, limit: int, unwanted: Callable[[], bool]
) -> SearchDone:
    """The newest `limit` items that answer `query`. `more` when there are, or may be, others.

    Raises Interrupted when `unwanted` says so between two looks.
    """
    question = understand(query)
    if not question.needles or limit <= 0:
        return SearchDone(query=query, hits=())
    with engine.connect() as connection:
        vocabulary.load(lambda: connection.scalars(select(t.term.c.text)))
        words = match_expression(question, vocabulary)
        rows, more = _answers(connection, question, words, limit, unwanted)
    return SearchDone(query=query, hits=tuple(_hit(row, question) for row in rows), more=more)


def match_expression(question: Question, vocabulary: Vocabulary) -> str:
    """The question in the language of FTS5. Terms hold no quotation marks, so quoting them is enough."""
    parts = []
    for term, unfinished in question.words():
        part = f'"{term}"'
        if unfinished:
            part += " *"
            if len(term) >= SHORTEST:
                whole = vocabulary.beginning_with(term, MOST_COMPLETIONS)
                if whole is not None:
                    part = "(" + " OR ".join(f'"{word}"' for word in [term, *whole]) + ")"
        parts.append(part)
    return " AND ".join(parts)


def _answers(
    connection: Connection,
    question: Question,
    words: str,
    limit: int,
    unwanted: Callable[[], bool],
) -> tuple[Sequence[Answer], bool]:
    """The rows of the answer, newest first, and whether there may be more."""
    kept: list[Answer] = []
    before, looked_at = _BEYOND, 0
    while looked_at < MOST_LOOKED_AT:
        most = limit + 1 if question.exact else _CHUNK
        rows = connection.execute(_ANSWERS, {"words": words, "before": before, "most": most}).all()
        if unwanted():
            raise Interrupted
        for row in rows:
            if question.exact or question.answered_by(searchable(unpack_item(row.body))):
                kept.append(row)
                if len(kept) > limit:
                    return kept[:limit], True
        if question.exact or len(rows) < most:
            return kept, False
        before = rows[-1].place
        looked_at += len(rows)
    return kept, True


def _hit(row: Answer, question: Question) -> SearchHit:
    item = unpack_item(row.body)
    assert not isinstance(item, SystemLine)  # lines have no text and are never indexed
    snippet, marks = excerpt(searchable(item), question)
    return SearchHit(
        item_id=item.id,
        conversation_id=item.conversation_id,
        customer_name=row.name or "",
        snippet=snippet,
        sent_at=item.sent_at,
        marks=marks,
    )
