"""Synapse, a Matrix homeserver, alone on loopback: no federation, SQLite, and its limits high unless a test wants them.

Promises that it answers when `synapse()` hands it out, and that it ends with the block. People are made by its
registration secret, so tests share one server and never an account.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.peers.process import free_ports, running

_PYTHON = Path(sys.prefix) / "peers" / "synapse" / "bin" / "python"
_SECRET = "registration"
HOME = "hub.test"


@contextlib.contextmanager
def synapse(folder: Path) -> Iterator[str]:
    """Its address; skips the test when it is not installed. The same folder again is the same server again."""
    if not _PYTHON.exists():
        pytest.skip("Synapse is not installed (packaging/peers.py does it)")
    config = folder / "hs.json"
    if config.exists():
        port = json.loads(config.read_text())["listeners"][0]["port"]
    else:
        (port,) = free_ports(1)
        seed = base64.b64encode(os.urandom(32)).decode().rstrip("=")
        (folder / "signing.key").write_text(f"ed25519 a_test {seed}\n")
        (folder / "log.json").write_text(json.dumps(_LOG))
        config.write_text(json.dumps(_config(folder, port)))  # JSON is YAML too
    url = f"http://127.0.0.1:{port}"

    def ready() -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{url}/health", timeout=1).is_success
        return False

    command = [str(_PYTHON), "-m", "synapse.app.homeserver", "-c", str(config)]
    with running(command, folder / "log", ready, folder=folder):
        yield url


def register(url: str, name: str, password: str) -> str:
    """Make a person; their whole name. (Synapse's shared-secret registration.)"""
    path = f"{url}/_synapse/admin/v1/register"
    nonce = httpx.get(path).json()["nonce"]
    words = "\0".join((nonce, name, password, "notadmin")).encode()
    proof = hmac.new(_SECRET.encode(), words, hashlib.sha1).hexdigest()
    about = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": proof}
    answer = httpx.post(path, json=about, timeout=30)
    answer.raise_for_status()
    return str(answer.json()["user_id"])


_LOG = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["console"]},
}


def _config(folder: Path, port: int) -> dict[str, object]:
    many = {"per_second": 1000, "burst_count": 1000}
    return {
        "server_name": HOME,
        "pid_file": str(folder / "pid"),
        "log_config": str(folder / "log.json"),
        "signing_key_path": str(folder / "signing.key"),
        "media_store_path": str(folder / "media"),
        "database": {"name": "sqlite3", "args": {"database": str(folder / "hs.db")}},
        "listeners": [
            {
                "port": port,
                "bind_addresses": ["127.0.0.1"],
                "type": "http",
                "tls": False,
                "resources": [{"names": ["client", "media", "health"], "compress": False}],
            }
        ],
        "registration_shared_secret": _SECRET,
        "macaroon_secret_key": "macaroons",
        "form_secret": "forms",
        "bcrypt_rounds": 4,
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        "presence": {"enabled": False},
        "rc_message": many,
        "rc_login": {"address": many, "account": many, "failed_attempts": many},
        "rc_joins": {"local": many, "remote": many},
        "rc_invites": {"per_room": many, "per_user": many, "per_issuer": many},
        "rc_registration": many,
        "rc_room_creation": many,
        "rc_reports": many,
    }
