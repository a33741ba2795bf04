"""What a desk fetches over HTTP: older items, a customer's conversations, files.

Who may read a conversation is said by `centre.reach`: in a hub without teams every agent. A file is seen once it was
sent, by who may read its conversation; before only by who uploaded it. Recordings that are heard are written down.
"""

from msgspec.structs import replace
from starlette.responses import Response

from agent_desktop import __version__
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.doors.uploads import nothing_here
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ConversationPage,
    TemplateList,
    TimelinePage,
    Uploaded,
    Uploading,
)
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.founding import TEAM
from agent_desktop.hub.server.operations import ANYONE, DESK, Call, Operation, Parameter
from agent_desktop.hub.server.records import Health
from agent_desktop.hub.storage.configuration import setting
from agent_desktop.hub.storage.files import StoredFile
from agent_desktop.model.telephone import PhoneLine

LARGEST = 2**53 - 1
MOST = 500
RECORDED = "hub"
"""The owner of files that the hub's telephones made."""
LIMIT = Parameter("limit", "How many at most; 50 when absent.", number=(1, MOST))


async def health(call: Call[None]) -> Health:
    """Whether the hub answers. Reads in the database on the thread that writes: neither a stuck one looks well nor one
    without its database."""
    await call.house.rows(lambda storage: setting(storage, TEAM))
    return Health(
        version=__version__,
        protocol=PROTOCOL_VERSION,
        clock_ahead_ms=call.house.clock.ahead_ms,
        trouble=call.house.thread.saving.trouble,
    )


async def timeline(call: Call[None]) -> TimelinePage:
    """Items of a conversation, oldest first: the newest `limit` of those before `before`."""
    conversation_id = call.path("conversation")
    limit = query_int(call.request, "limit", 50, highest=MOST)
    before = query_int(call.request, "before", 0, lowest=1, highest=LARGEST) or None

    def read(centre: Centre) -> TimelinePage:
        centre.check_reads(call.token.subject, conversation_id)
        return centre.timeline(conversation_id, before, limit)

    page = await call.house.ask(read)
    await auditing.note_reading(call.house, call.token, conversation_id)
    return page


async def conversations(call: Call[None]) -> ConversationPage:
    """A customer's conversations that one may read, newest first."""
    customer_id = call.path("customer")
    limit = query_int(call.request, "limit", 50, highest=MOST)

    def read(centre: Centre) -> ConversationPage:
        page = centre.conversations(customer_id, limit)
        mine = centre.readable(call.token.subject, [one.id for one in page.conversations])
        if len(mine) == len(page.conversations):
            return page
        return replace(page, conversations=tuple(o for o in page.conversations if o.id in mine))

    return await call.house.ask(read)


async def templates(call: Call[None]) -> TemplateList:
    """The templates that may be sent by an entry point at any time; those of ten minutes ago at the most, or the last
    that were read where the network cannot be asked now."""
    return TemplateList(templates=await call.house.office.templates(call.path("id")))


async def upload(call: Call[None]) -> Uploaded:
    """Keep a file; the same id with the same bytes and name is the same file."""
    owner = f"agent:{call.token.subject}"
    uploads = call.house.shared.uploads
    return Uploaded(attachment=await uploads.receive(call.request, owner, call.path("id")))


async def begin_upload(call: Call[None]) -> Uploading:
    """A file is to come in parts, or comes already; the same again says where it stands."""
    query = call.request.query_params
    return await call.house.shared.resuming.begin(
        f"agent:{call.token.subject}",
        call.path("id"),
        query.get("name", ""),
        query_int(call.request, "size", 0, highest=LARGEST),
        query.get("sha256", ""),
    )


async def go_on(call: Call[None]) -> Uploading:
    """The next bytes of a file."""
    offset = query_int(call.request, "offset", 0, lowest=0, highest=LARGEST)
    owner = f"agent:{call.token.subject}"
    return await call.house.shared.resuming.add(call.request, owner, call.path("id"), offset)


async def give_up(call: Call[None]) -> None:
    """Nothing more of a file comes."""
    await call.house.shared.resuming.give_up(f"agent:{call.token.subject}", call.path("id"))


async def download(call: Call[None]) -> Response:
    """A file's bytes, as a download."""
    uploads = call.house.shared.uploads
    file = await uploads.find(call.path("id"))
    if file.conversation_id is None and file.owner != f"agent:{call.token.subject}":
        raise nothing_here(file.id)
    if file.conversation_id is not None:
        await _heard(call, file, file.conversation_id)
    return uploads.download(file)


async def _heard(call: Call[None], file: StoredFile, conversation_id: str) -> None:
    """Somebody asks for a file of a conversation; raises OutOfReach unless they may read it."""
    who, begins = call.token.subject, call.request.headers.get("range", "bytes=0-")
    recorded = file.owner == RECORDED and begins.startswith("bytes=0-")

    def hear(centre: Centre) -> None:
        centre.check_reads(who, conversation_id)
        if recorded:
            subject = f"recording/{file.id}"
            centre.note(who, "play_recording", subject, conversation=conversation_id)

    await call.house.ask(hear)
    if not recorded:
        await auditing.note_reading(call.house, call.token, conversation_id)


async def phone_line(call: Call[None]) -> PhoneLine:
    """The own line at the hub's telephones, good for some hours; again, the same line for longer."""
    return call.house.with_telephones().lines.grant(call.token)


OPERATIONS = (
    Operation(
        *("GET", "/v1/health", "Ask whether the hub is well", health),
        scopes=ANYONE,
        answers=Health,
    ),
    Operation(
        *("GET", "/v1/conversations/{conversation}/timeline", "Read a conversation", timeline),
        scopes=DESK,
        answers=TimelinePage,
        query=(
            Parameter("before", "Only items with a smaller sequence.", number=(1, LARGEST)),
            LIMIT,
        ),
        codes=("refused", "not_found"),
    ),
    Operation(
        *("GET", "/v1/customers/{customer}/conversations", "List conversations", conversations),
        scopes=DESK,
        answers=ConversationPage,
        query=(LIMIT,),
        codes=("refused", "not_found"),
    ),
    Operation(
        *("GET", "/v1/entry-points/{id}/templates", "List templates", templates),
        scopes=DESK,
        answers=TemplateList,
        codes=("refused", "not_found", "offline"),
    ),
    Operation(
        *("PUT", "/v1/attachments/{id}", "Upload a file under an id of your own", upload),
        scopes=DESK,
        body=bytes,
        answers=Uploaded,
        query=(Parameter("name", "The file's name.", required=True),),
        codes=("conflict", "too_large", "too_slow"),
    ),
    Operation(
        *(
            "POST",
            "/v1/uploads/{id}",
            "Begin an upload in parts, or ask where it stands",
            begin_upload,
        ),
        scopes=DESK,
        answers=Uploading,
        query=(
            Parameter("name", "The file's name.", required=True),
            Parameter("size", "Its bytes.", number=(1, LARGEST), required=True),
            Parameter("sha256", "The digest of the whole file, in hexadecimal."),
        ),
        codes=("conflict", "too_large"),
    ),
    Operation(
        *("PUT", "/v1/uploads/{id}", "Send the bytes of an upload from an offset on", go_on),
        scopes=DESK,
        body=bytes,
        answers=Uploading,
        query=(Parameter("offset", "Where they belong.", number=(0, LARGEST), required=True),),
        codes=("not_found", "conflict", "too_large", "too_slow"),
    ),
    Operation(
        *("DELETE", "/v1/uploads/{id}", "Give an upload up", give_up),
        scopes=DESK,
        answers=None,
    ),
    Operation(
        *("GET", "/v1/attachments/{id}", "Download a file by the id of the attachment", download),
        scopes=DESK,
        answers=bytes,
        codes=("refused", "not_found"),
    ),
    Operation(
        *("GET", "/v1/phone/line", "Get the own telephone line", phone_line),
        scopes=("agent",),
        answers=PhoneLine,
        codes=("unsupported",),
    ),
)
