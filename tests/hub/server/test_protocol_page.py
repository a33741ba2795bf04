"""docs/hub-protocol.md says what the code says."""

import protocol_doc
from agent_desktop.hub import protocol
from agent_desktop.hub.doors.faults import CODES
from agent_desktop.hub.server.app import OPERATIONS


def test_the_page_is_current() -> None:
    written = protocol_doc.PAGE.read_text("utf-8")
    assert written == protocol_doc.page(), "run: python packaging/protocol_doc.py"


def test_the_page_names_everything() -> None:
    page = protocol_doc.page()
    for code in CODES:
        assert f"| `{code}` |" in page
    for operation in OPERATIONS:
        assert f"`{operation.method} {operation.path}" in page
    for union in (
        *(protocol.FromDesk, protocol.ToDesk, protocol.FromVisitor, protocol.ToVisitor),
        *(protocol.FromWall, protocol.ToWall),
    ):
        for record in union.__args__:
            assert f"\n### {record.__name__}\n" in page
            assert " ".join((record.__doc__ or "").split())[:40] in " ".join(page.split())
