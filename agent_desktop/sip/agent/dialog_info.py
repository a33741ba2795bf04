"""Who is in a call: `application/dialog-info+xml` (RFC 4235), read and written.

Promises that hostile XML costs no more than its size: a document type, an entity, too many bytes, elements or levels
end the reading at once. Refuses nothing else that it does not know: other elements are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

KIND: Final = "application/dialog-info+xml"
_SPACE: Final = "urn:ietf:params:xml:ns:dialog-info"
SIZE: Final = 64 * 1024
_DEEPEST: Final = 16
_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class WatchedDialog:
    """One dialog of somebody. `state`: trying, proceeding, early, confirmed, terminated. Addresses are as written."""

    id: str
    state: str
    direction: str = ""
    call_id: str = ""
    local_tag: str = ""
    remote_tag: str = ""
    local: str = ""
    remote: str = ""
    remote_display: str = ""


@dataclass(frozen=True, slots=True)
class DialogInfo:
    """The dialogs of `entity`; all of them when `full`, else those that changed. `version` counts up."""

    entity: str
    version: int
    full: bool
    dialogs: tuple[WatchedDialog, ...] = ()


@dataclass
class _Reader:
    """What expat tells."""

    entity: str = ""
    version: int = 0
    full: bool = True
    seen: int = 0
    path: list[str] = field(default_factory=list)
    dialogs: list[dict[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.seen += 1
        self.path.append(name.rpartition(" ")[2])
        if self.seen > _MOST or len(self.path) > _DEEPEST:
            raise ValueError("the document is too large")
        self.text.clear()
        match self.path:
            case ["dialog-info"]:
                self.entity = attributes.get("entity", "")
                number = attributes.get("version", "0")
                self.version = (
                    int(number) if number.isascii() and number.isdigit() and len(number) < 11 else 0
                )
                self.full = attributes.get("state", "full") != "partial"
            case [_, "dialog"]:
                self.dialogs.append(
                    {
                        "id": attributes.get("id", ""),
                        "direction": attributes.get("direction", ""),
                        "call_id": attributes.get("call-id", ""),
                        "local_tag": attributes.get("local-tag", ""),
                        "remote_tag": attributes.get("remote-tag", ""),
                    }
                )
            case [_, "dialog", "remote", "identity"]:
                self.dialogs[-1]["remote_display"] = attributes.get("display", "")

    def characters(self, text: str) -> None:
        self.text.append(text)

    def end(self, name: str) -> None:
        word = "".join(self.text).strip()
        match self.path:
            case [_, "dialog", "state"]:
                self.dialogs[-1]["state"] = word.lower()
            case [_, "dialog", ("local" | "remote") as side, "identity"]:
                self.dialogs[-1][side] = word
        self.text.clear()
        self.path.pop()

    def refuse(self, *_: object) -> None:
        raise ValueError("a document type is not allowed")


def read(body: bytes) -> DialogInfo | None:
    """The document in a body; None when it is none, or too much."""
    if len(body) > SIZE:
        return None
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(body, True)
    except (
        expat.ExpatError,
        ValueError,
        LookupError,
    ):  # LookupError: an encoding that nobody knows
        return None
    if not reader.entity:
        return None
    dialogs = tuple(
        WatchedDialog(**{"state": "", **one})
        for one in reader.dialogs  # the state may be missing
    )
    return DialogInfo(reader.entity, reader.version, reader.full, dialogs)


def write(info: DialogInfo) -> bytes:
    """The document on the wire."""
    state = "full" if info.full else "partial"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<dialog-info xmlns="{_SPACE}" version="{info.version}" state="{state}"'
        f" entity={quoteattr(info.entity)}>",
    ]
    for one in info.dialogs:
        named = {
            "id": one.id,
            "call-id": one.call_id,
            "local-tag": one.local_tag,
            "remote-tag": one.remote_tag,
            "direction": one.direction,
        }
        words = "".join(f" {name}={quoteattr(value)}" for name, value in named.items() if value)
        parts.append(f"<dialog{words}><state>{escape(one.state)}</state>")
        if one.local:
            parts.append(f"<local><identity>{escape(one.local)}</identity></local>")
        if one.remote:
            display = f" display={quoteattr(one.remote_display)}" if one.remote_display else ""
            parts.append(f"<remote><identity{display}>{escape(one.remote)}</identity></remote>")
        parts.append("</dialog>")
    parts.append("</dialog-info>\n")
    return "".join(parts).encode("utf-8", "replace")
