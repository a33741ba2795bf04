"""What the agent asked: every intent finds its machine. Decides nothing itself."""

from agent_desktop.desk import (
    administration,
    approved,
    beginning,
    behind,
    board,
    calls_asked,
    calls_log,
    carried_asked,
    conversation,
    customers,
    drafts,
    figures,
    formatted,
    guidance,
    link,
    listening,
    mail_pictures,
    offers,
    outbox,
    presence,
    rearranging,
    replies,
    reports,
    seen_pictures,
    shield,
    sound,
    trail,
    typing_signs,
    work,
)
from agent_desktop.desk.errands import (
    Download,
    SearchCache,
    TryLink,
)
from agent_desktop.desk.figure_errands import KeepFile
from agent_desktop.desk.turn import Turn
from agent_desktop.model import intents as it
from agent_desktop.model.alerts import LookAfterAlert
from agent_desktop.model.beginning import Begin
from agent_desktop.model.board import LookAtBoard
from agent_desktop.model.guidance import AskReaders, AskWhy, Guide, ReadAlong
from agent_desktop.model.listening import ChooseSpeed, Listen, PauseListening, SeekTo, ShowSound
from agent_desktop.model.looking import (
    FindCustomers,
    JudgeTrail,
    LookAtFigures,
    LookAtReports,
    LookAtTrail,
    LookBehind,
    LookFurtherBehind,
    LookFurtherInTrail,
    SaveReport,
    SaveText,
    SaveTrail,
    StopSavingTrail,
)
from agent_desktop.model.rearranging import Rearrange
from agent_desktop.model.unions import SortOut


def asked(turn: Turn, intent: it.Intent) -> None:
    """Let the machines do what the agent asked."""
    match intent:
        case it.WriteDraft():
            drafts.write(turn, intent)
        case it.SendReply():
            replies.reply(turn, intent)
        case it.WriteNote():
            replies.note(turn, intent)
        case it.UndoSend() | it.EditUnsent():
            replies.take_back(turn, intent.client_id)
        case it.RetrySend():
            outbox.retry(turn, intent.client_id)
        case it.DiscardUnsent():
            outbox.discard(turn, intent.client_id)
        case it.OpenConversation():
            conversation.opened(turn, intent)
        case it.LoadOlder():
            conversation.load_older(turn, intent)
        case it.SeenUpTo():
            before = turn.state.reads
            conversation.seen(turn, intent.conversation_id, intent.seq)
            if turn.state.reads is not before:
                seq = turn.state.reads[intent.conversation_id]
                link.tell_read(turn, intent.conversation_id, seq)
        case it.TypeAhead():
            typing_signs.tell(turn, intent)
        case it.AcceptOffer() | it.DeclineOffer():
            offers.answer(turn, intent)
        case it.TakeWaiting():
            work.pull(turn, intent)
        case it.EndWork():
            work.end(turn, intent)
        case it.ExtendWork():
            work.extend(turn, intent)
        case it.CompleteWork():
            work.complete(turn, intent)
        case it.SetPresence():
            presence.choose(turn, intent)
        case it.ChangeCustomer():
            customers.change(turn, intent)
        case it.JoinCustomers():
            customers.join(turn, intent)
        case Begin():
            beginning.ask(turn, intent)
        case SortOut():
            customers.sort_out(turn, intent)
        case Rearrange():
            rearranging.ask(turn, intent)
        case it.FetchHistory():
            customers.fetch(turn, intent)
        case it.SaveAttachment():
            turn.send(Download(intent=intent))
        case it.Search():
            turn.state.query = intent.query
            turn.send(SearchCache(query=intent.query, limit=intent.limit))
        case it.ChangeSetting():
            turn.keep_setting(intent.name, intent.value)
        case it.Reconnect():
            turn.send(TryLink())
        case it.Dial():
            calls_asked.dial(turn, intent)
        case it.Consult():
            calls_asked.consult(turn, intent)
        case it.OperateCall():
            shield.by_hand(turn, intent)
            calls_asked.operate(turn, intent)
        case it.ShieldRecording():
            shield.asked(turn, intent)
        case it.OrderCall():
            carried_asked.order(turn, intent.order)
        case LookAtBoard():
            board.look(turn, intent)
        case LookAtFigures():
            figures.look(turn, intent)
        case LookBehind():
            behind.look(turn, intent)
        case LookFurtherBehind():
            behind.PAGES.further(turn)
        case LookAtReports():
            reports.look(turn, intent)
        case FindCustomers():
            reports.find(turn, intent)
        case SaveReport():
            reports.save(turn, intent)
        case LookAtTrail():
            trail.look(turn, intent)
        case LookFurtherInTrail():
            trail.PAGES.further(turn)
        case JudgeTrail():
            trail.judge(turn)
        case SaveTrail():
            trail.save(turn, intent)
        case StopSavingTrail():
            trail.stop(turn)
        case SaveText():
            turn.send(KeepFile(path=intent.path, text=intent.text))
        case Guide():
            guidance.guide(turn, intent)
        case ReadAlong():
            guidance.read_along(turn, intent)
        case AskWhy():
            guidance.ask_why(turn, intent)
        case AskReaders():
            guidance.ask_readers(turn, intent)
        case LookAfterAlert():
            board.look_after(turn, intent)
        case it.CheckSound():
            sound.check(turn, intent)
        case it.WriteCallNote():
            calls_asked.note(turn, intent)
        case it.SeeMissedCalls():
            calls_log.saw(turn, intent.conversation_id)
        case ShowSound():
            listening.show(turn, intent)
        case Listen():
            listening.listen(turn, intent)
        case PauseListening():
            listening.pause(turn, intent)
        case SeekTo():
            listening.seek(turn, intent)
        case ChooseSpeed():
            listening.speed(turn, intent)
        case it.SeePicture():
            seen_pictures.see(turn, intent)
        case it.ShowFormatted():
            formatted.show(turn, intent)
        case it.ShowPictures():
            mail_pictures.show(turn, intent)
        case it.ForgetPictures():
            mail_pictures.forget(turn, intent)
        case it.Amend():
            replies.amend(turn, intent)
        case it.FetchTemplates():
            approved.fetch(turn, intent)
        case it.LookInto():
            administration.look(turn, intent)
        case it.Administer():
            administration.administer(turn, intent)
