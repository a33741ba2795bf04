"""What a network lets people do: length, files, edits, reactions, windows. The composer follows it.

Promises plain facts, each as its network documents it. Sizes in bytes, text in the network's own unit.
"""

from agent_desktop.model.base import Millis, Record


class Field(Record, frozen=True):
    """One field of an entry point's settings form. `secret` ones are sealed and never shown again.

    `choices` empty: free text, of several `lines` or one. `default` stands in an empty form.
    """

    name: str
    label: str
    secret: bool = False
    required: bool = True
    lines: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    hint: str = ""


class Limits(Record, frozen=True):
    """A network's limits and what it can.

    `max_text` counts characters (of SMS see `model.sms_text`). `media_types` empty: all. `window_ms`: free text may be
    sent so long after the customer's last message; None: always. `subject`, `rich`, `copies`: e-mail's own.
    `idempotent`: the network itself recognises a second attempt of the same letter.
    """

    max_text: int
    max_files: int = 0
    max_file_bytes: int = 0
    media_types: tuple[str, ...] = ()
    window_ms: Millis | None = None
    subject: bool = False
    rich: bool = False
    copies: bool = False
    edits: bool = False
    reactions: bool = False
    receipts: bool = False
    read_receipts: bool = False
    public: bool = False
    idempotent: bool = False
    fields: tuple[Field, ...] = ()
