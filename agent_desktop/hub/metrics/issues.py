"""Issues: a customer's matter, from the first contact on; what became of it as sums, and the metrics made of these.

An issue begins with a contact that agents served and that follows no other one of the same customer about the same
matter (the same conversation, or the same queue) within the house's time. Promises that an issue counts for
first-contact resolution only when that time is over; that what a survey or a calendar would have to say is None while
there is none.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Definition

Open = Callable[[Millis, Millis], Millis]
"""How much of the time between two moments the house was open."""


class Issue(NamedTuple):
    """What became of one. `ended_at` is the end of its first contact, `again_at` when the customer came again.

    `solved_at` is when its conversation was settled for the first time, `settled_at` for the last time (None while
    anything of it is open). `unresolved`: the agent said that it is not.
    """

    came_at: Millis
    ended_at: Millis
    replied_at: Millis | None = None
    again_at: Millis | None = None
    solved_at: Millis | None = None
    settled_at: Millis | None = None
    unresolved: bool = False


def share(issue: Issue, within_ms: Millis, now: Millis, open_ms: Open | None) -> dict[str, int]:
    """What an issue adds to the sums. `within_ms`: who comes again within this time has the same issue."""
    made: dict[str, int] = {}
    until = issue.ended_at + within_ms
    if until <= now:
        again = issue.again_at is not None and issue.again_at <= until
        made["issues"] = 1
        made["resolved_at_once"] = not again and not issue.unresolved
    for name, at in (
        ("replied_issues", issue.replied_at),
        ("solved", issue.solved_at),
        ("settled", issue.settled_at),
    ):
        if at is None:
            continue
        made[name] = 1
        made[f"{name}_ms"] = max(0, at - issue.came_at)
        if open_ms is not None:
            made[f"{name}_in_hours"] = 1
            made[f"{name}_in_hours_ms"] = open_ms(issue.came_at, max(at, issue.came_at))
    return made


class Answer(NamedTuple):
    """What a customer answered to a survey: "nps" 0 to 10, "ces" 1 to 7; no score where they did not. `refused`: they
    want to be asked no more."""

    kind: str
    score: int | None
    refused: bool = False


PROMOTES: Final = 9
DETRACTS: Final = 6
EASY: Final = 5


def answered(answer: Answer) -> dict[str, int]:
    """What a survey adds."""
    made = {"surveys": 1}
    if answer.kind in ("nps", "ces"):
        made[f"{answer.kind}_surveys"] = 1
    score = answer.score
    if score is None:
        return made | ({"survey_refusals": 1} if answer.refused else {})
    made["survey_answers"] = 1
    if answer.kind == "nps":
        made["nps_answers"] = 1
        made["promoters"] = score >= PROMOTES
        made["detractors"] = score <= DETRACTS
    elif answer.kind == "ces":
        made["ces_answers"] = 1
        made["effort"] = score
        made["easy"] = score >= EASY
    return made


def _mean(name: str, words: str, formula: str, total: str, count: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula=formula,
        unit="ms",
        numerator=(total,),
        denominator=(count,),
    )


def _share(name: str, words: str, formula: str, above: tuple[str, ...], *below: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula=formula,
        unit="share",
        numerator=above,
        denominator=below,
    )


def _count(name: str, words: str, of: str) -> Definition:
    return Definition(name=name, words=words, formula=name, unit="count", numerator=(of,))


DEFINITIONS: Final[tuple[Definition, ...]] = (
    _count(
        "issues",
        "Matters whose customer had the house's time to come again, and that agents served.",
        "issues",
    ),
    _share(
        "first_contact_resolution",
        "The share of those in which one contact was enough: nobody came again about it, and the outcome does not say"
        " unresolved.",
        "settled by one contact / matters",
        ("resolved_at_once",),
        "issues",
    ),
    _mean(
        "first_resolution",
        "From the customer's coming to the first time that the matter was settled.",
        "time to the first settlement / settled",
        "solved_ms",
        "solved",
    ),
    _mean(
        "full_resolution",
        "The same to the last time, of matters of which nothing is open.",
        "time to the last settlement / settled for good",
        "settled_ms",
        "settled",
    ),
    _mean(
        "issue_first_response",
        "From the customer's coming with a matter to the first answer by a person.",
        "time to the first answer / matters answered",
        "replied_issues_ms",
        "replied_issues",
    ),
    _mean(
        "issue_first_response_in_hours",
        "The same, as far as the house was open.",
        "open time to the first answer / matters answered",
        "replied_issues_in_hours_ms",
        "replied_issues_in_hours",
    ),
    _mean(
        "first_resolution_in_hours",
        "First resolution, as far as the house was open.",
        "open time to the first settlement / settled",
        "solved_in_hours_ms",
        "solved_in_hours",
    ),
    _mean(
        "full_resolution_in_hours",
        "Full resolution, as far as the house was open.",
        "open time to the last settlement / settled for good",
        "settled_in_hours_ms",
        "settled_in_hours",
    ),
    _count(
        "created", "Who came with something new: the first contact of a conversation.", "created"
    ),
    _count("reopened", "Who came again in a conversation that had ended before.", "reopened"),
    _count("resolved", "What agents ended in this time, whenever it came.", "resolved"),
    _count(
        "gone", "What ended in this time without an agent: given up, voicemail, not let in.", "gone"
    ),
    _count("promoter_answers", "How many said how likely they would recommend us.", "nps_answers"),
    Definition(
        name="promoter_score",
        words="Those who gave 9 or 10 of 10 less those who gave 6 or less, of 100 who answered.",
        formula="(promoters - detractors) / answers",
        unit="share",
        numerator=("promoters", "-detractors"),
        denominator=("nps_answers",),
    ),
    _count("effort_answers", "How many said how easy it was.", "ces_answers"),
    Definition(
        name="effort",
        words="How easy customers found it on average, of 7.",
        formula="scores / answers",
        unit="times",
        numerator=("effort",),
        denominator=("ces_answers",),
    ),
    _share(
        "easy",
        "The share of those who gave 5, 6 or 7 of 7.",
        "gave 5 to 7 / answers",
        ("easy",),
        "ces_answers",
    ),
    _count("surveys", "How many surveys reached their customers.", "surveys"),
    _count("survey_answers", "How many of them were answered in time.", "survey_answers"),
    _count(
        "survey_refusals",
        "To how many the customer said instead that they want to be asked no more.",
        "survey_refusals",
    ),
    Definition(
        name="survey_silence",
        words="How many were neither answered nor refused, or are not yet.",
        formula="surveys - answered - refused",
        unit="count",
        numerator=("surveys", "-survey_answers", "-survey_refusals"),
    ),
    _share(
        "survey_rate",
        "The share of surveys that were answered.",
        "answered / sent",
        ("survey_answers",),
        "surveys",
    ),
    _share(
        "satisfaction_rate",
        "The share of those whom surveys asked how satisfied they were who said so.",
        "answered / sent",
        ("survey_answers", "-nps_answers", "-ces_answers"),
        *("surveys", "-nps_surveys", "-ces_surveys"),
    ),
    _share(
        "promoter_rate",
        "The share of those asked how likely they would recommend us who said so.",
        "answered / sent",
        ("nps_answers",),
        "nps_surveys",
    ),
    _share(
        "effort_rate",
        "The share of those asked how easy it was who said so.",
        "answered / sent",
        ("ces_answers",),
        "ces_surveys",
    ),
)
"""The metrics of issues, the backlog and surveys."""
