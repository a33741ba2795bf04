"""What every `Administration` keeps of the virus scanner and of the files that it keeps back."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_files import (
    DeleteFile,
    KeepScanner,
    Quarantine,
    ReleaseFile,
    ScannerState,
    TryScanner,
    VirusScanner,
)
from agent_desktop.model.ports import Administration
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous


async def scanner(port: Administration) -> VirusScanner:
    """The scanner, without how it is just now."""
    kept = await port.read(Topic.SCANNER)
    assert isinstance(kept, VirusScanner)
    return replace(kept, state=ScannerState())


class FilesContract:
    """The part of the contract that is about files."""

    @asynchronous
    async def test_a_scanner_is_read_as_it_was_ordered(self, enter: Enter) -> None:
        async with enter() as port:
            before = await scanner(port)
            wish = replace(before, address="127.0.0.1:9", when_down="pass")
            await port.carry_out(KeepScanner(scanner=wish, before=before))
            assert await scanner(port) == wish
            late = KeepScanner(scanner=before, before=before)
            assert (await refusal(port.carry_out(late))).code == "conflict"
            await port.carry_out(KeepScanner(scanner=before, before=wish))
            assert await scanner(port) == before

    @asynchronous
    async def test_an_address_of_no_use_is_refused_at_its_field(self, enter: Enter) -> None:
        async with enter() as port:
            before = await scanner(port)
            wish = replace(before, address="nowhere")
            for order in (
                KeepScanner(scanner=wish, before=before),
                TryScanner(scanner=replace(wish, address="")),
            ):
                problem = await refusal(port.carry_out(order))
                assert (problem.code, problem.field) == ("refused", "address")
            assert await scanner(port) == before

    @asynchronous
    async def test_nothing_is_decided_about_a_file_that_is_not_kept_back(
        self, enter: Enter
    ) -> None:
        async with enter() as port:
            assert await port.read(Topic.QUARANTINE) == Quarantine()
            for order in (ReleaseFile(file_id="gone"), DeleteFile(file_id="gone")):
                assert (await refusal(port.carry_out(order))).code == "conflict"
