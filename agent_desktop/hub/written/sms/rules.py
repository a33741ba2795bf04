"""The rules of one SMS entry point, read from its settings, and what they say of a letter and of a text that came.

Promises one set of fields for all SMS networks, and that `hold` is asked before anything is sent: it answers for good
(`Rejected`), for now (`NotNow` until the quiet ends), or lets the letter go. Quiet hours bind only letters that answer
nothing of the last hours: who writes at night wants the answer at night. Pure.
"""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.records import Arrived, Consent, Letter, NotNow, Rejected
from agent_desktop.hub.written.sms import recipients
from agent_desktop.hub.written.sms.confirmations import confirmation
from agent_desktop.hub.written.sms.keywords import Keyword, keyword
from agent_desktop.hub.written.sms.quiet import QuietHours, hours, quiet_until
from agent_desktop.hub.written.sms.senders import Senders, senders
from agent_desktop.model import sms_text
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

#: A letter answers what the customer wrote so long before; later it would wake them for what can wait.
ANSWER_MS: Final[Millis] = 12 * 60 * 60 * 1000
_SENDING = later("How it is sent")
_ANSWERS = later("Automatic answers")
FIELDS = (
    Field(
        name="sender",
        label=later("Sender"),
        hint=later("Your number with + and country code, or a name (which cannot be answered)."),
    ),
    Field(
        name="senders",
        advanced=True,
        group=_SENDING,
        label=later("Other senders by country"),
        required=False,
        hint=later("For example US=+15550100, DE=ACME."),
    ),
    Field(
        name="countries",
        advanced=True,
        group=_SENDING,
        label=later("Countries that may be written to"),
        required=False,
        hint=later("Two letters each, for example DE, AT. Empty: all."),
    ),
    Field(
        name="quiet",
        advanced=True,
        group=_SENDING,
        label=later("Quiet hours"),
        required=False,
        hint=later(
            "For example 21:00-08:00, by the customer's clock. Answers are sent at any time."
        ),
    ),
    Field(
        name="zone",
        advanced=True,
        group=_SENDING,
        label=later("Time zone of numbers without one"),
        required=False,
        default="UTC",
    ),
    Field(
        name="team",
        advanced=True,
        group=_ANSWERS,
        label=later("Name in automatic answers"),
        required=False,
    ),
    Field(
        name="confirm",
        advanced=True,
        group=_ANSWERS,
        label=later("Answer STOP, START and HELP"),
        choices=("yes", "no"),
        default="yes",
        hint=later("No: where the network answers them itself."),
    ),
)


class SmsRules:
    """What holds for one entry point."""

    def __init__(
        self,
        senders: Senders,
        countries: frozenset[str],
        quiet: QuietHours | None,
        zone: str,
        team: str,
        confirm: bool,
        most_parts: int = sms_text.MAX_PARTS,
    ) -> None:
        self.senders = senders
        self._countries = countries
        self._quiet = quiet
        self._zone = zone
        self._team = team
        self._confirm = confirm
        self._most_parts = most_parts

    def hold(self, letter: Letter, now: Millis) -> Rejected | NotNow | None:
        """What stands against sending a letter now, None if nothing."""
        problem = recipients.trouble(letter.to, self.senders.all(), self._countries)
        if problem:
            return Rejected(problem=problem, remedy=later("Answer by another channel."))
        problem = self.senders.trouble(letter.to)
        if problem:
            return Rejected(
                problem=problem, remedy=later("Ask an administrator for a sender with a number.")
            )
        if not letter.text.strip() and not letter.attachments:
            return Rejected(problem=later("There is nothing to send."))
        if sms_text.count(letter.text).parts > self._most_parts:
            return Rejected(
                problem=later("The text is too long for SMS."), remedy=later("Send less at a time.")
            )
        until = quiet_until(letter.to, now, self._quiet, self._zone)
        if until is not None and not _answers_soon(letter):
            words = later("It is night where the customer is. It goes out there in the morning.")
            return NotNow(problem=words, wait_ms=until - now)
        return None

    def heard(self, arrived: Arrived) -> tuple[Arrived | Consent, str]:
        """What a message means: itself, or a consent given or taken back; and the automatic answer, often empty."""
        said = keyword(arrived.text) if not arrived.attachments else None
        if said is None:
            return arrived, ""
        answer = confirmation(said, self._team) if self._answers(arrived) else ""
        if said.keyword is Keyword.HELP:
            return arrived, answer
        return (
            Consent(
                remote_id=arrived.remote_id,
                address=arrived.address,
                given=said.keyword is Keyword.START,
                words=arrived.text,
                at=arrived.sent_at,
            ),
            answer,
        )

    def _answers(self, arrived: Arrived) -> bool:
        number = arrived.address.value
        if not self._confirm or recipients.trouble(number, self.senders.all(), self._countries):
            return False
        return not self.senders.trouble(number)


def _answers_soon(letter: Letter) -> bool:
    heard = letter.heard_at
    return heard is not None and letter.written_at - heard < ANSWER_MS


def rules(
    settings: Mapping[str, str],
    *,
    sender_optional: bool = False,
    most_parts: int = sms_text.MAX_PARTS,
) -> SmsRules:
    """Read the shared fields of an entry point, whose network takes so many parts. Raises Refused with field, value
    and remedy."""
    zone = settings.get("zone", "").strip() or "UTC"
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Refused(
            "There is no such time zone.",
            field="zone",
            value=zone,
            remedy="Write it as Europe/Warsaw.",
        ) from None
    countries = frozenset(
        part.strip().upper() for part in settings.get("countries", "").split(",") if part.strip()
    )
    for region in countries:
        if len(region) != 2 or not region.isascii() or not region.isalpha():
            raise Refused(
                "The countries cannot be read.",
                field="countries",
                value=region,
                remedy="Write two letters for each, separated by commas: DE, AT.",
            )
    confirm = settings.get("confirm", "yes")
    if confirm not in ("yes", "no"):
        raise Refused(
            "That is neither yes nor no.",
            field="confirm",
            value=confirm,
            remedy="Choose yes or no.",
        )
    return SmsRules(
        senders(settings.get("sender", ""), settings.get("senders", ""), optional=sender_optional),
        countries,
        hours(settings.get("quiet", "")),
        zone,
        settings.get("team", "").strip()[:40],
        confirm == "yes",
        most_parts,
    )
