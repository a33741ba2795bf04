"""Silence is a requirement, and so are peers: the rules of tests/conftest.py, tried on tests that break them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import asyncio, gc, logging
import pytest
from PySide6.QtCore import qWarning

log = logging.getLogger("agent_desktop.desk")

@pytest.fixture
def late():
    yield
    log.error("too late")

async def fails():
    raise ValueError("nobody looks at it")

async def forgets():
    task = asyncio.ensure_future(fails())
    await asyncio.wait({task})

def test_bad_log(): log.warning("full")
def test_bad_log_of_a_fixture(late): ...
def test_bad_qt(): qWarning("full")
def test_bad_forgotten_task():
    asyncio.run(forgets())
    gc.collect()
def test_bad_coroutine():
    fails()
    gc.collect()
def test_bad_file():
    open(__file__)
    gc.collect()
@pytest.mark.expected_log("^agent_desktop.desk: full")
def test_bad_promise(): ...
@pytest.mark.expected_log("full")
def test_bad_more_than_promised():
    log.warning("full")
    log.warning("empty")
@pytest.mark.expected_log("full .*nobody")
@pytest.mark.expected_log("late")
def test_good_promises(late):
    try:
        asyncio.run(fails())
    except ValueError:
        log.exception("full")
@pytest.mark.expected_log("full")
def test_good_qt(): qWarning("full")
def test_good_information(): log.info("half full")
def test_bad_absent_peer(): pytest.skip("clamd is not installed (Debian package: clamav-daemon)")
@pytest.mark.skipif(True, reason="needs Chromium at /usr/bin/chromium")
def test_bad_absent_browser(): ...
def test_good_other_system(): pytest.skip("needs Linux")
"""


def test_what_nobody_expected_fails_a_test(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    file, report = tmp_path / "test_some.py", tmp_path / "report.xml"
    file.write_text(TESTS, encoding="utf-8")
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    options += ["-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", file],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "AGENT_DESKTOP_PEERS": "required"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    failed = {
        str(case.get("name")): case.find("failure") is not None or case.find("error") is not None
        for case in ElementTree.parse(report).iter("testcase")
    }
    assert len(failed) == TESTS.count("def test_")
    assert failed == {name: name.startswith("test_bad") for name in failed}, done.stdout
