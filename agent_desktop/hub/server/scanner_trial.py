"""A virus scanner, tried before it is used: whether it is there, serves, and finds what every scanner calls a virus.

Promises that a step which was not tried is told from one that failed. Refuses to keep anything.
"""

from typing import Final

from agent_desktop.hub.doors import clamd
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.written.records import Step
from agent_desktop.model.words import later

HARMLESS: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file of EICAR (https://www.eicar.org), in two parts, so that no scanner takes this module for it."""
STEPS: Final = ("connect", "options", "detect")
_BEFORE: Final = later("Not tried: a step before failed.")


async def tried(address: str) -> tuple[Step, ...]:
    """Every step, in words. Raises Refused for an address that is none."""
    steps: list[Step] = []
    try:
        await clamd.ping(address)
        steps += [_good("connect", later("It was reached."))]
        steps += [_good("options", later("It answers."))]
        steps += [await _detecting(address)]
    except clamd.NotThere as error:
        steps.append(
            _failed(
                STEPS[len(steps)],
                str(error),
                later("Check the address, and whether the scanner runs."),
            )
        )
    except clamd.ScannerDown as error:
        if not steps:
            steps.append(_good("connect", later("It was reached.")))
        steps.append(
            _failed(
                STEPS[len(steps)],
                str(error),
                later("Check that clamd listens there, and its log."),
            )
        )
    rest = STEPS[len(steps) :]
    return (*steps, *(Step(step=one, result="skipped", words=_BEFORE) for one in rest))


async def _detecting(address: str) -> Step:
    if finding := await clamd.scan(address, HARMLESS):
        return _good("detect", later(f"It finds the harmless test file: {finding}."))
    return _failed(
        "detect",
        later("It found nothing in the harmless test file."),
        later("Update its signatures."),
    )


def _good(step: str, words: str) -> Step:
    return Step(step=step, result="good", words=shown(words))


def _failed(step: str, words: str, remedy: str) -> Step:
    return Step(step=step, result="failed", words=shown(words), remedy=remedy)
