"""Speech from text by espeak-ng, where that program is installed.

Promises prompts at the level of the shipped ones. The text goes in by standard input and never becomes part of a
command line; a synthesiser that hangs is ended.

Raises `NoSynthesis` with words for the administrator.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import Final

from agent_desktop.hub.voice.prompts import wav
from agent_desktop.hub.voice.prompts.loudness import levelled, trimmed
from agent_desktop.media.frames import Samples

PROGRAM: Final = "espeak-ng"
#: A prompt's text has at most so many characters.
LONGEST_TEXT: Final = 2000
_TIMEOUT_S: Final = 30.0
_WORDS_PER_MINUTE: Final = 155
_VOICE: Final = re.compile(r"[a-z][A-Za-z0-9-]{0,30}(\+[A-Za-z0-9]{1,20})?")


class NoSynthesis(Exception):
    """Nothing was spoken. The message says why and what can be done."""


def available() -> bool:
    """Whether texts can be spoken on this computer."""
    return shutil.which(PROGRAM) is not None


def languages(program: str = PROGRAM) -> tuple[str, ...]:
    """The languages in which texts can be spoken ("de"), sorted; none without a synthesiser."""
    try:
        told = subprocess.run(
            [program, "--voices"], capture_output=True, timeout=_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    rows = (line.split() for line in told.stdout.decode("utf-8", "replace").splitlines()[1:])
    return tuple(sorted({row[1].partition("-")[0] for row in rows if len(row) > 1}))


def speak(text: str, voice: str, program: str = PROGRAM) -> Samples:
    """A sentence as sound, 16 kHz. `voice` is a name of espeak-ng, such as "de" or "en-gb+f4". Raises `NoSynthesis`."""
    if not text.strip() or len(text) > LONGEST_TEXT or "\0" in text:
        raise NoSynthesis(f"A prompt has 1 to {LONGEST_TEXT} characters.")
    if not _VOICE.fullmatch(voice):
        raise NoSynthesis(f"“{voice}” is not the name of a voice.")
    command = [program, "-v", voice, "-s", str(_WORDS_PER_MINUTE), "-b", "1", "--stdin", "--stdout"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=_TIMEOUT_S, check=True
        )
        sound = wav.read(done.stdout, streamed=True)
    except FileNotFoundError:
        raise NoSynthesis("espeak-ng is not installed here. Upload a recording instead.") from None
    except (OSError, subprocess.SubprocessError, wav.BadWav):
        raise NoSynthesis(
            f"The synthesiser did not speak with the voice “{voice}”. Upload a recording instead."
        ) from None
    sound = trimmed(sound)
    if not len(sound):
        raise NoSynthesis("There is nothing to be heard in this text.")
    return levelled(sound)
