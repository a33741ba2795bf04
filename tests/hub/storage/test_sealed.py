"""Sealed secrets: back as they were, for their own entry point and with their own key alone."""

import pytest

from agent_desktop.hub.storage.sealed import KEY_BYTES, Seal
from agent_desktop.model.errors import StoreFailed

SECRETS = {"password": "geheim 密", "token": ""}
SEAL = Seal(b"k" * KEY_BYTES)


def test_what_was_sealed_comes_back_and_is_not_to_be_read() -> None:
    sealed = SEAL.sealed("mail", SECRETS)
    assert SEAL.opened("mail", sealed) == SECRETS
    assert b"geheim" not in sealed
    assert SEAL.sealed("mail", SECRETS) != sealed  # never the same nonce twice
    assert SEAL.opened("mail", b"") == {}


@pytest.mark.parametrize("wrong", ["another entry point", "another key", "changed", "cut"])
def test_nothing_else_opens_it(wrong: str) -> None:
    sealed, seal, whose = SEAL.sealed("mail", SECRETS), SEAL, "mail"
    if wrong == "another entry point":
        whose = "other"
    elif wrong == "another key":
        seal = Seal(b"x" * KEY_BYTES)
    elif wrong == "changed":
        sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    else:
        sealed = sealed[:5]
    with pytest.raises(StoreFailed, match="another key"):
        seal.opened(whose, sealed)
