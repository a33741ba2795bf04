"""The runner's hands: what leaves through the ports, and what comes of it as items for a later turn.

Promises exactly one answer for everything that is asked, whatever the port raises; that a command whose outcome nobody
knows is called unclear. Refuses to decide what follows.
"""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from agent_desktop.desk import runner_administration as administrators
from agent_desktop.desk import runner_figures, runner_guidance, runner_history, runner_reports
from agent_desktop.desk.errands import (
    CarryOut,
    Download,
    FetchPage,
    FetchPast,
    FetchPicture,
    FindCaller,
    ForgetRecording,
    GiveSound,
    Halt,
    Perform,
    ReadFormatted,
    ReadPicture,
    ReadReaders,
    ReadSound,
    ReadTemplates,
    ReadTopic,
    ReadWhy,
    SearchCache,
    Send,
    TakeRecordings,
    Telephone,
    TryLink,
)
from agent_desktop.desk.failures import STOPPED, lost, problem_of
from agent_desktop.desk.figure_errands import KeepFile, ReadBehind, ReadFigures
from agent_desktop.desk.items import (
    DownloadFailed,
    FormattedRead,
    Item,
    PhoneDone,
    PhoneFailed,
    PictureRead,
    RecordingNotTaken,
    SoundRead,
    TemplatesRead,
    UploadAdvanced,
)
from agent_desktop.desk.report_errands import DrawReport, ReadReport, ReportErrand, SeekCustomers
from agent_desktop.desk.runner_sounds import Sounds
from agent_desktop.desk.runner_tasks import Tasks
from agent_desktop.desk.trail_errands import DrawTrail, Judge, ReadActs, StopDrawing, TrailErrand
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.errors import DeskError, Offline, Unclear
from agent_desktop.model.events import CommandFailed, FileSaved
from agent_desktop.model.phone import Phone
from agent_desktop.model.ports import PictureSource, Session, SoundReader, Store

Inquiry: TypeAlias = (
    ReadTopic
    | CarryOut
    | TrailErrand
    | ReadFigures
    | ReadBehind
    | ReportErrand
    | ReadWhy
    | ReadReaders
)
MOST_PICTURES = 6
"""Pictures of mails that are fetched at the same time."""


class Ports:
    """Carries sends to the store, a session and a softphone; answers go to `answer`. `session` and `phone` are None
    while there is none."""

    def __init__(
        self,
        store: Store,
        reader: SoundReader | None,
        pictures: PictureSource | None,
        answer: Callable[[Item], None],
    ) -> None:
        self._store = store
        self._sounds = Sounds(store, reader, self._live)
        self._pictures = pictures
        self._fetching = asyncio.Semaphore(MOST_PICTURES)
        self._answer = answer
        self._own = Tasks()
        self._linked = Tasks()
        self._uploading: dict[str, asyncio.Task[None]] = {}
        self._halted: set[str] = set()
        self._calling = Tasks()
        self._search: asyncio.Task[None] | None = None
        self._taking = asyncio.Lock()
        self.session: Session | None = None
        self.phone: Phone | None = None

    def carry(self, send: Send) -> None:
        """Start what `send` asks for."""
        match send:
            case Perform():
                task = self._linked.spawn(self._perform(send), "perform")
                if send.files:
                    self._uploading[send.command_id] = task
            case Halt():
                if (uploading := self._uploading.pop(send.command_id, None)) is not None:
                    self._halted.add(send.command_id)
                    uploading.cancel()
            case FetchPage() | FetchPast() | FindCaller() | SearchCache():
                self._look_back(send)
            case Download():
                self._linked.spawn(self._download(send), "download")
            case Telephone():
                self._calling.spawn(self._telephone(send), "telephone")
            case ReadSound():
                self._own.spawn(self._read_sound(send), "sound")
            case GiveSound():
                self._calling.spawn(self._give_sound(send), "sound to the telephone")
            case ReadFormatted():
                self._linked.spawn(self._read_formatted(send), "formatted mail")
            case ReadPicture():
                self._linked.spawn(self._read_picture(send), "picture")
            case FetchPicture():
                self._own.spawn(self._fetch_picture(send), "picture from elsewhere")
            case ReadTemplates():
                self._linked.spawn(self._read_templates(send), "templates")
            case TakeRecordings():
                self._calling.spawn(self._take_recordings(), "recordings")
            case ForgetRecording():
                self._calling.spawn(self._forget_recording(send), "recording")
            case StopDrawing():
                self._linked.cancel(administrators.name_of(send))
            case KeepFile():
                self._own.spawn(runner_figures.keep(send, self._answer), "file")
            case TryLink():
                if self.session is not None:
                    self.session.reconnect()
            case _:
                self._inquire(send)

    def _look_back(self, send: FetchPage | FetchPast | FindCaller | SearchCache) -> None:
        """Start to read history."""
        store, session, answer = self._store, self.session, self._answer
        match send:
            case FetchPage():
                tasks = self._own if send.cached else self._linked
                tasks.spawn(runner_history.read_page(send, store, session, answer), "page")
            case FetchPast():
                tasks = self._own if send.cached else self._linked
                tasks.spawn(runner_history.read_past(send, store, session, answer), "history")
            case FindCaller():
                self._own.spawn(runner_history.find_caller(send, store, answer), "caller")
            case SearchCache():
                if self._search is not None:
                    self._search.cancel()
                found = runner_history.search(send, store, answer)
                self._search = self._own.spawn(found, "search")

    def _inquire(self, send: Inquiry) -> None:
        """Start what a lead or an administrator asks the backend for."""
        session, answer = self.session, self._answer
        match send:
            case ReadTopic() | CarryOut() | ReadActs() | Judge() | DrawTrail():
                work = administrators.carry(send, session, answer)
                self._linked.spawn(work, administrators.name_of(send))
            case ReadFigures() | ReadBehind():
                self._linked.spawn(runner_figures.read(send, session, answer), "figures")
            case ReadReport() | SeekCustomers() | DrawReport():
                self._linked.spawn(runner_reports.carry(send, session, answer), "report")
            case ReadWhy():
                self._linked.spawn(runner_guidance.read_why(send, session, answer), "facts")
            case ReadReaders():
                seen = runner_guidance.read_readers(send, session, answer)
                self._linked.spawn(seen, "readers of announcements")

    async def drop_session(self) -> None:
        """End everything that needs the session; each command under way is answered as unclear."""
        self.session = None
        await self._linked.stop()

    async def drop_phone(self) -> None:
        """End everything that needs the softphone; each command under way is answered as unclear."""
        self.phone = None
        await self._calling.stop()

    async def stop(self) -> None:
        """End everything."""
        await self.drop_session()
        await self.drop_phone()
        await self._own.stop()

    def _live(self) -> Session:
        if self.session is None:
            raise Offline("There is no link to the backend.")
        return self.session

    async def _perform(self, send: Perform) -> None:
        asked = False
        try:
            session = self._live()
            command = send.command
            if send.files and isinstance(command, SendMessage):
                uploaded = [
                    await session.upload(file, partial(self._advanced, send.command_id, file.id))
                    for file in send.files
                ]
                command = replace(command, attachments=(*command.attachments, *uploaded))
            self._uploading.pop(send.command_id, None)
            asked = True
            done = await session.perform(send.command_id, command)
            self._answer(replace(done, command_id=send.command_id))
        except asyncio.CancelledError:
            problem = STOPPED if send.command_id in self._halted else lost(asked)
            self._answer(CommandFailed(command_id=send.command_id, problem=problem))
            raise
        except Exception as fault:
            problem = problem_of(fault)
            if not asked and problem.code == Unclear.code:
                problem = replace(problem, code=Offline.code)  # a file may be uploaded again
            self._answer(CommandFailed(command_id=send.command_id, problem=problem))
        finally:
            self._uploading.pop(send.command_id, None)
            self._halted.discard(send.command_id)

    def _advanced(self, command_id: str, file_id: str, there: int) -> None:
        self._answer(UploadAdvanced(command_id=command_id, file_id=file_id, there=there))

    async def _telephone(self, send: Telephone) -> None:
        asked = False
        try:
            phone = self.phone
            if phone is None:
                raise Offline("There is no telephone.")
            asked = True
            await phone.perform(send.command_id, send.command)
            self._answer(PhoneDone(command_id=send.command_id))
        except asyncio.CancelledError:
            self._answer(PhoneFailed(command_id=send.command_id, problem=lost(asked)))
            raise
        except Exception as fault:
            self._answer(PhoneFailed(command_id=send.command_id, problem=problem_of(fault)))

    async def _read_sound(self, send: ReadSound) -> None:
        try:
            waveform = await self._sounds.waveform(send.attachment)
            self._answer(SoundRead(attachment=send.attachment, waveform=waveform))
        except Exception as fault:
            self._answer(SoundRead(attachment=send.attachment, problem=problem_of(fault)))

    async def _read_formatted(self, send: ReadFormatted) -> None:
        answer = FormattedRead(attachment=send.attachment, files=send.files)
        try:
            data = await self._live().read(send.attachment)
            self._answer(replace(answer, html=data.decode("utf-8", "replace")))
        except asyncio.CancelledError:
            self._answer(replace(answer, problem=lost(False)))
            raise
        except Exception as fault:
            self._answer(replace(answer, problem=problem_of(fault)))

    async def _read_picture(self, send: ReadPicture) -> None:
        answer = PictureRead(mail_id=send.mail_id, source=send.source)
        try:
            async with self._fetching:
                answer = replace(answer, data=await self._live().read(send.attachment))
        except Exception as fault:
            problem_of(fault)  # the mail can be read without
        finally:
            self._answer(answer)

    async def _fetch_picture(self, send: FetchPicture) -> None:
        answer = PictureRead(mail_id=send.mail_id, source=send.url)
        try:
            if self._pictures is not None:
                async with self._fetching:
                    answer = replace(answer, data=await self._pictures.picture(send.url))
        except Exception as fault:
            problem_of(fault)
        finally:
            self._answer(answer)

    async def _read_templates(self, send: ReadTemplates) -> None:
        answer = TemplatesRead(entry_point_id=send.entry_point_id)
        try:
            templates = await self._live().templates(send.entry_point_id)
            self._answer(replace(answer, templates=templates))
        except asyncio.CancelledError:
            self._answer(replace(answer, problem=lost(False)))
            raise
        except Exception as fault:
            self._answer(replace(answer, problem=problem_of(fault)))

    async def _give_sound(self, send: GiveSound) -> None:
        try:
            phone = self.phone
            if phone is None:
                raise Offline("There is no telephone.")
            await self._sounds.give(phone, send.command_id, send.attachment)
            await phone.perform(send.command_id, send.play)
            self._answer(PhoneDone(command_id=send.command_id))
        except asyncio.CancelledError:
            self._answer(PhoneFailed(command_id=send.command_id, problem=lost(False)))
            raise
        except Exception as fault:
            self._answer(PhoneFailed(command_id=send.command_id, problem=problem_of(fault)))

    async def _take_recordings(self) -> None:
        try:
            async with self._taking:
                if self.phone is not None:
                    async for taken in self._sounds.recordings(self.phone):
                        self._answer(taken)
        except Exception as fault:
            self._answer(RecordingNotTaken(problem=problem_of(fault)))

    async def _forget_recording(self, send: ForgetRecording) -> None:
        with contextlib.suppress(
            DeskError
        ):  # it is taken again at the next start, which changes nothing
            if self.phone is not None:
                await self.phone.forget_recording(send.recording_id)

    async def _download(self, send: Download) -> None:
        intent = send.intent
        try:
            if not await self._sounds.save(intent.attachment, Path(intent.path)):
                await self._live().download(intent.attachment, Path(intent.path))
            self._answer(FileSaved(attachment=intent.attachment, path=intent.path))
        except asyncio.CancelledError:
            self._answer(DownloadFailed(asked=send, problem=lost(False)))
            raise
        except Exception as fault:
            self._answer(DownloadFailed(asked=send, problem=problem_of(fault)))
