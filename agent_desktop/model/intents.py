"""Intents: the agent asked. Made by the window, taken by the desk's runner, one at a time."""

from typing import TypeAlias

from agent_desktop.model.administration import Order, Topic
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.backend_calls import CallOrder
from agent_desktop.model.base import Record
from agent_desktop.model.beginning import Begin
from agent_desktop.model.calls import CallCommand, SoundCheck
from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.guidance import Guiding
from agent_desktop.model.listening import AskOfSounds
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import PresenceState
from agent_desktop.model.rearranging import Rearrange
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import WishKind
from agent_desktop.model.unions import SortOut
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel


class OpenConversation(Record, frozen=True):
    """Show this conversation in the thread pane; None shows none."""

    conversation_id: str | None


class LoadOlder(Record, frozen=True):
    """The agent scrolled to the top: bring older items."""

    conversation_id: str


class SeenUpTo(Record, frozen=True):
    """The newest item that the agent has had on screen."""

    conversation_id: str
    seq: int


class WriteDraft(Record, frozen=True):
    """The composer's content changed."""

    conversation_id: str
    note: bool
    text: str
    files: tuple[LocalFile, ...] = ()
    channel: Channel | None = None
    route: Route = Route()
    mail: MailHead | None = None
    answers: str = ""


class SendReply(Record, frozen=True):
    """Send what the composer holds, or a template, which leaves what is typed alone; the rest as in `SendMessage`."""

    client_id: str
    conversation_id: str
    text: str
    channel: Channel
    files: tuple[LocalFile, ...] = ()
    route: Route = Route()
    mail: MailHead | None = None
    answers: str = ""
    template: Filled | None = None


class Amend(Record, frozen=True):
    """Change what was sent, take it back, or react. `client_id` is fresh, the rest as in `AmendMessage`."""

    client_id: str
    conversation_id: str
    message_id: str
    kind: WishKind
    text: str = ""


class FetchTemplates(Record, frozen=True):
    """Bring the templates by which customers of an entry point may be written to at any time."""

    entry_point_id: str


class WriteNote(Record, frozen=True):
    """Keep what the composer holds as a note for the team."""

    client_id: str
    conversation_id: str
    text: str


class UndoSend(Record, frozen=True):
    """Take a reply back while its undo time runs; its text returns to the composer."""

    client_id: str


class RetrySend(Record, frozen=True):
    """Try a refused reply again."""

    client_id: str


class EditUnsent(Record, frozen=True):
    """Put an unsent reply back into the composer."""

    client_id: str


class DiscardUnsent(Record, frozen=True):
    """Throw an unsent reply away."""

    client_id: str


class AcceptOffer(Record, frozen=True):
    """Take an offered interaction; None takes the most urgent one (calls first, then the oldest)."""

    interaction_id: str | None = None


class DeclineOffer(Record, frozen=True):
    """Refuse an offered interaction; None as in `AcceptOffer`."""

    interaction_id: str | None = None
    reason: str = ""


class TakeWaiting(Record, frozen=True):
    """Pull a waiting interaction by hand."""

    interaction_id: str


class SetPresence(Record, frozen=True):
    """Change the own presence, now or when the current work is finished."""

    state: PresenceState
    reason: str = ""
    when_free: bool = False


class EndWork(Record, frozen=True):
    """End the conversation's live interaction; wrap-up begins."""

    conversation_id: str


class ExtendWork(Record, frozen=True):
    """One more minute of wrap-up."""

    conversation_id: str


class CompleteWork(Record, frozen=True):
    """Finish wrap-up."""

    conversation_id: str
    disposition: str
    summary: str = ""


class TypeAhead(Record, frozen=True):
    """The agent types a reply that goes by `route`, or stopped."""

    conversation_id: str
    typing: bool
    route: Route = Route()


class ChangeCustomer(Record, frozen=True):
    """Edit a customer's profile."""

    edit: EditCustomer


class JoinCustomers(Record, frozen=True):
    """Merge two customers."""

    merge: MergeCustomers


class FetchHistory(Record, frozen=True):
    """Bring a customer's previous conversations."""

    customer_id: str


class SaveAttachment(Record, frozen=True):
    """Download an attachment to `path`."""

    attachment: Attachment
    conversation_id: str
    path: str


class Search(Record, frozen=True):
    """Look through everything cached. A later search cancels an earlier one."""

    query: str
    limit: int = 50


class ChangeSetting(Record, frozen=True):
    """Keep a setting."""

    name: str
    value: str


class Reconnect(Record, frozen=True):
    """Try the link again now."""


class Dial(Record, frozen=True):
    """Call a number or SIP address; who is talked to now is held. Without an account: the last that was chosen,
    else the backend's line, else the first that is registered. Over the backend's line one calls for a queue."""

    number: str
    account_id: str = ""
    conversation_id: str = ""
    queue_id: str = ""


class Consult(Record, frozen=True):
    """Call a number to ask before a call is handed over; `call_id` is held meanwhile."""

    call_id: str
    number: str


class OperateCall(Record, frozen=True):
    """Do something with a live call: hold, mute, press keys, hand over, record, end."""

    command: CallCommand


class OrderCall(Record, frozen=True):
    """Ask the backend about a call that it carries: whom to call into it, whom to let go, to whom to listen.

    The tokens by which our telephone knows such a call are the desk's affair.
    """

    order: CallOrder


class CheckSound(Record, frozen=True):
    """Try microphone, speaker or ringer. A ringing that is only tried ends by itself after a few seconds."""

    check: SoundCheck


class ShieldRecording(Record, frozen=True):
    """Something that nobody may record begins or ends, such as a card number that is typed into a field: recordings
    pause by themselves meanwhile. Ended, only those go on that were paused for it."""

    on: bool
    reason: str = "card"


class WriteCallNote(Record, frozen=True):
    """What the agent noted during a call so far; replaces what was noted before."""

    call_id: str
    text: str


class SeePicture(Record, frozen=True):
    """Bring a picture that was sent, so that it can be seen where it was sent."""

    attachment: Attachment


class ShowFormatted(Record, frozen=True):
    """Bring a mail as it was formatted, so that it can be read.

    `files` came with it, its pictures among them; `sender` is the address that it names as its writer's. `pictures`:
    those from elsewhere are wanted as well.
    """

    attachment: Attachment
    files: tuple[Attachment, ...] = ()
    sender: str = ""
    pictures: bool = False


class ShowPictures(Record, frozen=True):
    """Fetch the pictures from elsewhere of the formatted mail that is shown; with `always`, all of its sender's."""

    attachment_id: str
    always: bool = False


class ForgetPictures(Record, frozen=True):
    """Show the pictures of this sender's mails no longer by themselves."""

    sender: str


class LookInto(Record, frozen=True):
    """Bring what the backend keeps of a topic of the team's settings; of a long one what holds these words."""

    topic: Topic
    words: str = ""


class Administer(Record, frozen=True):
    """Change something of the team's settings. `ask_id` is fresh; under it the desk tells what became of it."""

    ask_id: str
    order: Order


class SeeMissedCalls(Record, frozen=True):
    """The agent has seen the missed calls: all of them, or those of one conversation."""

    conversation_id: str = ""


Intent: TypeAlias = (
    OpenConversation
    | LoadOlder
    | SeenUpTo
    | WriteDraft
    | SendReply
    | FetchTemplates
    | Amend
    | WriteNote
    | UndoSend
    | RetrySend
    | EditUnsent
    | DiscardUnsent
    | AcceptOffer
    | DeclineOffer
    | TakeWaiting
    | SetPresence
    | EndWork
    | ExtendWork
    | CompleteWork
    | TypeAhead
    | ChangeCustomer
    | JoinCustomers
    | Begin
    | SortOut
    | Rearrange
    | FetchHistory
    | SaveAttachment
    | Search
    | ChangeSetting
    | Reconnect
    | Dial
    | Consult
    | OperateCall
    | OrderCall
    | Guiding
    | CheckSound
    | ShieldRecording
    | WriteCallNote
    | SeeMissedCalls
    | AskOfSounds
    | ShowFormatted
    | ShowPictures
    | SeePicture
    | ForgetPictures
    | LookInto
    | Administer
)
