"""What a network lets people do: length, files, edits, reactions, windows. The composer follows it.

Promises plain facts, each as its network documents it. Sizes in bytes, text in the network's own unit.
"""

from typing import TypeAlias

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import FileLimits
from agent_desktop.model.text_length import LengthUnit

Case: TypeAlias = dict[str, tuple[str, ...]]


class Field(Record, frozen=True):
    """One field of an entry point's settings form. `secret` ones are sealed and never shown again.

    `choices` empty: free text, of several `lines` or one. `default` stands in an empty form. `group` is the heading
    that it stands under; an `advanced` one stands under "More settings", below all others. `shown_when`: cases in which
    it is asked for, each other fields by name with values of which each must have one (empty: always); what is not
    asked for is not kept. `suggested` fills an empty field as soon as the field `address` holds a mail address, of
    which `{domain}` is the domain. `consent`: its value, a secret, comes of signing in at the provider, never by hand.
    """

    name: str
    label: str
    secret: bool = False
    required: bool = True
    lines: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    hint: str = ""
    group: str = ""
    advanced: bool = False
    shown_when: tuple[Case, ...] = ()
    suggested: str = ""
    consent: bool = False
    code_when: tuple[Case, ...] = ()
    """Of a consent: in which cases, as in `shown_when`, it can come of a code too; no values: anything there."""


class Limits(Record, frozen=True):
    """A network's limits and what it can.

    `max_text` counts in the network's own `unit` (of SMS see `model.sms_text`). Files have `max_file_bytes` each and
    `max_total_bytes` in all (0: the network says nothing of that). `media_types` empty: all. `window_ms`:
    free text may be sent so long after the customer's last message; None: always; `templates` may be sent later too.
    `automatic_ms` is the same for what no person of ours wrote, where that is shorter.
    `subject`, `rich`, `copies`: e-mail's own. `edits`, `deletes` and `signs` (of reactions) are what agents can do with
    what is there. `idempotent`: the network itself recognises a second attempt of the same letter.
    """

    max_text: int
    max_files: int = 0
    max_file_bytes: int = 0
    max_total_bytes: int = 0
    media_types: tuple[str, ...] = ()
    window_ms: Millis | None = None
    automatic_ms: Millis | None = None
    templates: bool = False
    subject: bool = False
    rich: bool = False
    copies: bool = False
    unit: str = LengthUnit.CHARACTERS
    edits: bool = False
    deletes: bool = False
    signs: tuple[str, ...] = ()
    receipts: bool = False
    read_receipts: bool = False
    public: bool = False
    idempotent: bool = False
    fields: tuple[Field, ...] = ()

    @property
    def files(self) -> FileLimits:
        """What it takes of files."""
        return FileLimits(
            count=self.max_files,
            size=self.max_file_bytes,
            kinds=self.media_types,
            total=self.max_total_bytes,
        )
