"""What a desk fetches over HTTP: older items, a customer's conversations, files.

Every agent of the team may read the team's history; a file is seen once it was sent, before only by who uploaded it.
"""

from starlette.responses import Response

from agent_desktop import __version__
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.doors.uploads import nothing_here
from agent_desktop.hub.protocol import PROTOCOL_VERSION, ConversationPage, TimelinePage, Uploaded
from agent_desktop.hub.server.operations import ANYONE, DESK, Call, Operation, Parameter
from agent_desktop.hub.server.records import Health
from agent_desktop.model.telephone import PhoneLine

LARGEST = 2**53 - 1
MOST = 500
LIMIT = Parameter("limit", "How many at most; 50 when absent.", number=(1, MOST))


async def health(call: Call[None]) -> Health:
    """Whether the hub answers. Asks the database's thread, so a stuck one does not look well."""
    await call.house.ask(lambda centre: centre.position)
    return Health(version=__version__, protocol=PROTOCOL_VERSION)


async def timeline(call: Call[None]) -> TimelinePage:
    """Items of a conversation, oldest first: the newest `limit` of those before `before`."""
    conversation_id = call.path("conversation")
    limit = query_int(call.request, "limit", 50, highest=MOST)
    before = query_int(call.request, "before", 0, lowest=1, highest=LARGEST) or None
    return await call.house.ask(lambda centre: centre.timeline(conversation_id, before, limit))


async def conversations(call: Call[None]) -> ConversationPage:
    """A customer's conversations, newest first."""
    customer_id = call.path("customer")
    limit = query_int(call.request, "limit", 50, highest=MOST)
    return await call.house.ask(lambda centre: centre.conversations(customer_id, limit))


async def upload(call: Call[None]) -> Uploaded:
    """Keep a file; the same id with the same bytes and name is the same file."""
    owner = f"agent:{call.token.subject}"
    uploads = call.house.shared.uploads
    return Uploaded(attachment=await uploads.receive(call.request, owner, call.path("id")))


async def download(call: Call[None]) -> Response:
    """A file's bytes, as a download."""
    uploads = call.house.shared.uploads
    file = await uploads.find(call.path("id"))
    if file.conversation_id is None and file.owner != f"agent:{call.token.subject}":
        raise nothing_here(file.id)
    return uploads.download(file)


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
        *("PUT", "/v1/attachments/{id}", "Upload a file under an id of your own", upload),
        scopes=DESK,
        body=bytes,
        answers=Uploaded,
        query=(Parameter("name", "The file's name.", required=True),),
        codes=("conflict", "too_large", "too_slow"),
    ),
    Operation(
        *("GET", "/v1/attachments/{id}", "Download a file by the id of the attachment", download),
        scopes=DESK,
        answers=bytes,
        codes=("not_found",),
    ),
    Operation(
        *("GET", "/v1/phone/line", "Get the own telephone line", phone_line),
        scopes=("agent",),
        answers=PhoneLine,
        codes=("unsupported",),
    ),
)
