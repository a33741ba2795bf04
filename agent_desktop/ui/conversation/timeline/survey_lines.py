"""What a timeline says of an answer to a survey."""

from agent_desktop.model.surveys import SurveyKind, answer_in
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def survey_words(detail: str, customer: str) -> str:
    """The answer in one sentence, below it what the customer added; and whether it counts."""
    answer = answer_in(detail)
    if answer is None:
        return tr("{who} answered a survey", who=customer)
    values = {"who": customer, "score": answer.score, "of": answer.highest}
    said = {
        SurveyKind.CSAT: tr("{who}’s satisfaction: {score} of {of}", **values),
        SurveyKind.NPS: tr("{who}’s recommendation: {score} of {of}", **values),
        SurveyKind.CES: tr("How easy it was for {who}: {score} of {of}", **values),
    }[answer.kind]
    if not answer.counted:
        said = tr("{said} (too late or once more: not counted)", said=said)
    comment = single_line(answer.comment, 500)
    return tr("{said} · “{comment}”", said=said, comment=comment) if comment else said
