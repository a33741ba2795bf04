"""Consulting about written work: a colleague is asked before a transfer, reads along and writes notes.

Promises that the work stays whose it is until it is handed over, and then keeps its arrival; that what the two write to
each other are notes, which no customer reads. A consult takes none of the consulted agent's capacity. Refuses calls:
their telephones consult (`backend_calls.ConsultWith`).
"""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.work import Channel

MAX_QUESTION = 2_000


class ConsultState(StrEnum):
    """How far a consult is."""

    ASKED = "asked"
    """Somebody is asked, and has not answered."""
    JOINED = "joined"
    """The consulted agent reads the conversation and writes notes in it."""
    ENDED = "ended"


class ConsultEnd(StrEnum):
    """Why a consult is over, or went on to somebody else."""

    NOT_YET = ""
    HANDED_OVER = "handed_over"
    """The consulted agent has the work now."""
    CANCELLED = "cancelled"
    """By who had asked."""
    LEFT = "left"
    """By who was consulted."""
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    GONE = "gone"
    """Who was asked or consulted signed out, lost the link for too long, or may not work here any more."""
    CUSTOMER_LEFT = "customer_left"
    OVER = "over"
    """The work ended."""
    MOVED = "moved"
    """The work came into other hands, or into another conversation."""


class Consult(Record, frozen=True):
    """One consult, as both sides see it. `agent_id` is who is asked now, until the moment `until`, or has joined.

    `whom` is the queue or skill in which somebody was looked for, empty where one colleague was named.
    """

    id: str
    interaction_id: str
    conversation_id: str
    by_id: str
    by_name: str
    agent_id: str
    agent_name: str
    at: Millis
    state: ConsultState = ConsultState.ASKED
    until: Millis | None = None
    whom: str = ""
    question: str = ""
    customer_name: str = ""
    queue_name: str = ""
    channel: Channel = Channel.CHAT
    ended: ConsultEnd = ConsultEnd.NOT_YET


# --- what agents ask for


class ConsultWork(Tagged, frozen=True):
    """Ask a colleague, somebody of a queue, or somebody with a skill (at `level` at least) about work in hand.

    One of the three is given. The `question` stands in the conversation as a note.
    """

    interaction_id: str
    queue_id: str = ""
    agent_id: str = ""
    skill: str = ""
    level: int = 1
    question: str = ""


class AnswerConsult(Tagged, frozen=True):
    """Join the consult that one is asked for, or decline."""

    consult_id: str
    accept: bool


class HandOverConsult(Tagged, frozen=True):
    """Give the work to the consulted agent, who has joined: without an offer, and with its arrival."""

    consult_id: str


class EndConsult(Tagged, frozen=True):
    """End it, from either side; the work stays where it is."""

    consult_id: str


Consulting: TypeAlias = ConsultWork | AnswerConsult | HandOverConsult | EndConsult


# --- what is told


class ConsultChanged(Tagged, frozen=True):
    """A consult began, is joined, asks somebody else, or is over; told to who asks and to who is asked."""

    consult: Consult
