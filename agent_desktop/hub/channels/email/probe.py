"""A mailbox tried step by step: each server found, reached, believed, and signed in to. Sends nothing."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

from agent_desktop.hub.channels.email.connecting import InThread
from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.presets import Server
from agent_desktop.hub.channels.email.sending import Way
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.channels.email.trust import CHECK_SERVER, trouble_of
from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.hub.written.records import Step
from agent_desktop.model.words import later

PATIENCE_S = 20.0


async def probed(mailbox: Mailbox) -> AsyncIterator[Step]:
    """Each step when it is done; after one that failed the others are skipped."""
    tokens = Tokens(mailbox)
    connection, thread, way = Connection(mailbox), InThread(), Way(mailbox, tokens)

    async def sign_in() -> None:
        token = await tokens.get() if mailbox.oauth2 else ""
        await thread(partial(connection.sign_in, token))

    async def folder() -> None:
        await thread(connection.open_folder)

    async def sent() -> None:
        await thread(connection.open_sent)

    async def connect() -> None:
        await thread(connection.connect)

    steps = (
        (
            later("Find the mail server"),
            partial(_resolve, mailbox.imap),
            later("It has an address."),
        ),
        (later("Connect to it"), partial(_reach, mailbox.imap), later("It answers.")),
        (later("Encryption and certificate"), connect, later("The connection is as it should be.")),
        (later("Sign in"), sign_in, later("The mail server takes the account.")),
        (later("Open the folder"), folder, later("New mails can be read.")),
        (later("Open the folder of sent mails"), sent, later("Sent mails can be found there.")),
        (later("Reach the sending server"), way.connect, later("It answers, encrypted.")),
        (later("Sign in there"), way.sign_in, later("Mails can be sent.")),
    )
    failed = False
    try:
        for name, ask, good in steps:
            if failed:
                yield Step(step=name, result="skipped", words=later("Not tried."))
                continue
            try:
                async with asyncio.timeout(PATIENCE_S * 2):
                    await ask()
            except (Trouble, AccountRefused) as error:
                failed = True
                yield Step(
                    step=name,
                    result="failed",
                    words=error.words,
                    remedy=error.remedy or CHECK_SERVER,
                )
            except TimeoutError:
                failed = True
                words = later("The server did not answer in time.")
                yield Step(step=name, result="failed", words=words, remedy=CHECK_SERVER)
            else:
                yield Step(step=name, result="good", words=good)
    finally:
        connection.interrupt()
        thread.end(connection.close)
        await way.close()


async def _resolve(server: Server) -> None:
    try:
        await asyncio.get_running_loop().getaddrinfo(server.host, server.port)
    except OSError:
        raise Trouble(
            later(f"Nobody knows a server with the name {server.host}."),
            later("Check how it is written."),
        ) from None


async def _reach(server: Server) -> None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            _, writer = await asyncio.open_connection(server.host, server.port)
    except OSError as error:
        raise trouble_of(error, server.host) from None
    writer.close()
