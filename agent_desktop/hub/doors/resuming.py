"""Uploads that survive a cut link: begun with a plan, sent in parts from where they stand, kept when they are whole.

After the tus protocol (create, ask for the offset, send on from it); asking and creating are one request that can be
repeated. Promises that a file which came in parts is what its sender meant, to the bit; that it appears once, however
often its end is told; that what is on its way counts against the quota as a whole. Refuses anything more than was
announced.
"""

import asyncio
import re
import secrets
from typing import Final

from starlette.requests import Request

from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.parts import Parts, Plan
from agent_desktop.hub.doors.quotas import AGENTS, Quota
from agent_desktop.hub.doors.sniffing import looked_at
from agent_desktop.hub.doors.uploads import Uploads, check_id, clean_name, nothing_here
from agent_desktop.hub.protocol import Uploading
from agent_desktop.hub.storage.files import StoredFile
from agent_desktop.model.errors import Conflict

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class Resuming:
    """Files on their way into `uploads`. On the event loop."""

    def __init__(self, uploads: Uploads, parts: Parts | None = None) -> None:
        folder = uploads.folder
        self._uploads = uploads
        self._parts = parts or Parts(folder.with_name(f"{folder.name}-on-their-way"))
        self._ending: dict[str, asyncio.Lock] = {}

    async def begin(
        self, owner: str, upload_id: str, name: str, size: int, digest: str, quota: Quota = AGENTS
    ) -> Uploading:
        """A file is to come in parts, or it comes already: where it stands. `digest` see `parts.Plan`.

        The same again changes nothing and is how a sender finds out where to go on. Raises Malformed, TooLarge, TooMany
        (the quota, which counts what is on its way as a whole), Conflict (same id, other file), StoreFailed.
        """
        check_id(upload_id)
        name = clean_name(name)
        if digest and _DIGEST.fullmatch(digest) is None:
            raise Malformed("A digest has 64 digits.", field="sha256", value=shown(digest))
        if size > quota.file:
            raise TooLarge(
                f"The file is larger than {quota.file} bytes.", field="size", value=str(size)
            )
        if size < 1:
            raise Malformed("The file is empty.", field="size", value=str(size))
        known = await self._uploads.uploaded(owner, upload_id)
        if known is not None:
            return _told(known, name, size, digest)
        plan = Plan(
            owner=owner,
            upload_id=upload_id,
            name=name,
            size=size,
            digest=digest,
            begun_at=self._uploads.clock(),
        )
        others = [one.size for one in await self._parts.of(owner) if one.upload_id != upload_id]
        await self._uploads.rows(
            lambda storage: quota.check(storage, owner, size, plan.begun_at, others)
        )
        return await self._stands(plan, await self._parts.begin(plan), quota)

    async def add(
        self, request: Request, owner: str, upload_id: str, offset: int, quota: Quota = AGENTS
    ) -> Uploading:
        """The request's body goes on at `offset`: where the file stands then, whole or not.

        Raises NotFound (nothing was begun under this id, or it was given up), Conflict (it stands at another place,
        `value` says where), TooLarge (more than was announced), Malformed, TooSlow, StoreFailed; what came before a
        fault is kept.
        """
        plan = await self._parts.plan(owner, upload_id)
        if plan is None:
            known = await self._uploads.uploaded(owner, upload_id)
            if known is None:
                raise nothing_here(upload_id)
            return Uploading(offset=known.size, attachment=known.attachment)
        body = pieces(request, max(0, plan.size - offset))
        return await self._stands(plan, await self._parts.add(plan, offset, body), quota)

    async def give_up(self, owner: str, upload_id: str) -> None:
        """Nothing more of it comes; what is whole stays until it is sent or forgotten."""
        plan = await self._parts.plan(owner, upload_id)
        if plan is not None:
            await self._parts.forget(plan)

    async def forget_old(self) -> int:
        """Remove what has waited too long for its next part; how many files."""
        return await self._parts.forget_old(self._uploads.clock())

    async def _stands(self, plan: Plan, offset: int, quota: Quota) -> Uploading:
        """Where it stands; when all of it is there it is compared and kept, once."""
        if offset < plan.size:
            return Uploading(offset=offset)
        ending = self._ending.setdefault(plan.key, asyncio.Lock())
        try:
            async with ending:
                known = await self._uploads.uploaded(plan.owner, plan.upload_id)
                if known is None:
                    known = await self._whole(plan, quota)
        finally:
            self._ending.pop(plan.key, None)
        if known is None:
            await self._parts.empty(plan)
            return Uploading(offset=0)
        await self._parts.forget(plan)
        return _told(known, plan.name, plan.size, plan.digest)

    async def _whole(self, plan: Plan, quota: Quota) -> StoredFile | None:
        """The file, kept; None when it was damaged on the way or by the disk."""
        path = self._parts.path(plan)
        try:
            looked = await asyncio.to_thread(looked_at, path)
        except FileNotFoundError:
            raise nothing_here(plan.upload_id) from None  # it was given up meanwhile
        if looked.size != plan.size or plan.digest not in ("", looked.digest.hex()):
            return None
        stored_as = secrets.token_hex(24)
        verdict = await self._uploads.judged(path, plan.owner)
        file = self._uploads.new_file(
            plan.owner, plan.upload_id, plan.name, looked, stored_as, verdict=verdict
        )
        return await self._uploads.move_in(path, file, quota)


def _told(file: StoredFile, name: str, size: int, digest: str) -> Uploading:
    if (file.name, file.size) != (name, size) or digest not in ("", file.digest.hex()):
        raise Conflict(
            "This upload id was used for another file.", field="id", value=file.upload_id
        )
    return Uploading(offset=file.size, attachment=file.attachment)
