"""The developer's script: it says in a sentence what is wrong, and does nothing twice."""

import ast
import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import checks
import dev
import environment
import terminal
import testing

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for an environment that is not there yet, with no system packages to look after."""
    place = tmp_path / ".venv"
    monkeypatch.setattr(environment, "VENV", place)
    monkeypatch.setattr(environment, "STAMP", place / "installed.json")
    monkeypatch.setattr("debian.is_debian", lambda: False)
    return place


@pytest.fixture
def installs(venv: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What pip is asked to do, without doing it."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "pip", lambda *words: asked.append(words))

    def create() -> None:
        environment.python().parent.mkdir(parents=True)
        environment.python().touch()

    monkeypatch.setattr(environment, "create", create)
    monkeypatch.setattr(environment, "usable", lambda: environment.python().exists())
    return asked


def imported(path: Path) -> set[str]:
    """The modules that a file imports, by the first part of their names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_the_script_needs_nothing_but_python() -> None:
    ours = {path.stem: path for path in SCRIPT.parent.glob("*.py")}
    seen, todo = set[str](), {"dev"}
    while todo:
        seen |= todo
        needed = set().union(*(imported(ours[name]) for name in todo))
        assert needed - ours.keys() <= sys.stdlib_module_names
        todo = (needed & ours.keys()) - seen
    assert seen >= {"dev", "debian", "environment", "terminal"}


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 packaging/dev.py test"


def test_the_second_start_installs_nothing(installs: list[tuple[str, ...]]) -> None:
    environment.ensure(tests=False)
    first = list(installs)
    assert "--require-hashes" in first[0]
    assert "--no-deps" in first[1]
    environment.ensure(tests=False)
    assert installs == first


def test_tests_need_more_than_running_and_not_the_other_way_round(
    installs: list[tuple[str, ...]],
) -> None:
    environment.ensure(tests=False)
    installs.clear()
    environment.ensure(tests=True)
    assert str(environment.TEST_LOCK) in installs[0]
    installs.clear()
    environment.ensure(tests=False)
    assert not installs


def test_a_changed_lock_is_installed(
    installs: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure(tests=False)
    installs.clear()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(environment.RUN_LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(environment, "RUN_LOCK", changed)
    environment.ensure(tests=False)
    assert installs


def test_a_failed_installation_is_not_taken_for_done(
    installs: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure(tests=False)

    def fail(*words: str) -> None:
        raise terminal.Stop("no network")

    with monkeypatch.context() as patch:
        patch.setattr(environment, "pip", fail)
        with pytest.raises(terminal.Stop):
            environment.ensure(tests=True)
    installs.clear()
    environment.ensure(tests=False)
    assert installs


@pytest.mark.parametrize("content", ["", "{", "[]", '"text"', "\ufffd"])
def test_a_broken_stamp_means_that_nothing_is_installed(
    content: str, installs: list[tuple[str, ...]]
) -> None:
    environment.ensure(tests=False)
    installs.clear()
    environment.STAMP.write_text(content, encoding="utf-8")
    environment.ensure(tests=False)
    assert installs


def test_an_interpreter_that_does_not_start_is_not_usable(venv: Path) -> None:
    assert not environment.usable()
    environment.python().parent.mkdir(parents=True)
    environment.python().write_text("not a program", encoding="utf-8")
    assert not environment.usable()


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(terminal.Stop, match="no-such-program"):
        terminal.call(["no-such-program"])


def test_a_child_gets_our_environment_and_the_additions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALREADY", "1")
    program = "import os, sys; sys.exit(int(os.environ['ALREADY'] + os.environ['ADDED']))"
    assert terminal.call([sys.executable, "-c", program], env={"ADDED": "2"}) == 12


JUNIT = """<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3"
tests="10" time="0.5"><testcase classname="a" name="b"/></testsuite></testsuites>"""


def test_results_are_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(JUNIT, encoding="utf-8")
    assert testing.count(report) == {"passed": 4, "failed": 3, "skipped": 3}
    assert not testing.count(tmp_path / "none.xml")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((0, 0, 0), 0),
        ((0, 5, 0), 0),
        ((5, 0, 5), 0),
        ((5, 5, 5), 5),
        ((1, 0, 0), 1),
        ((0, 1, 1, 0), 1),
        ((0, 1, 0, 0), 0),
        ((0, 2, 0), 2),
        ((0, 0, 1, 1), 1),
        ((0, 0, 1, 0), 0),
        ((2, 5, 5), 2),
    ],
)
def test_all_parts_have_one_result(
    parts: tuple[int, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = list(parts)
    monkeypatch.setattr(environment, "run", lambda words, env: codes.pop(0))
    assert testing.test(["tests/desk"]) == code
    assert not codes


def test_a_second_attempt_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = iter(['tests="8"', 'tests="6" failures="2"', 'tests="2" failures="1"', 'tests="4"'])
    codes = iter([0, 1, 1, 0])
    lines: list[list[str]] = []

    def run(words: list[str], env: dict[str, str]) -> int:
        lines.append(words)
        (report,) = (word for word in words if word.startswith("--junitxml="))
        Path(report.partition("=")[2]).write_text(
            f"<testsuites><testsuite {next(results)}/></testsuites>", encoding="utf-8"
        )
        return next(codes)

    monkeypatch.setattr(environment, "run", run)
    assert testing.test(["tests/phone"]) == 1
    assert "17 passed, 1 failed, 0 skipped; 1 of them passed at a second attempt" in "".join(
        capsys.readouterr()
    )
    ordinary, serial, again, sound = lines
    (remembered,) = (word for word in serial if word.startswith("cache_dir="))
    assert remembered in again
    assert remembered not in ordinary + sound
    assert "--last-failed" in again
    assert "-n" not in again


def test_a_server_takes_part_when_everything_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[bool] = []

    def run(words: list[str], env: dict[str, str]) -> int:
        served.append("AGENT_DESKTOP_HUB_TESTS" in env)
        assert served[-1] == ("tests/hub/server/test_quarantine.py" in words)
        return 0

    monkeypatch.setattr(environment, "run", run)
    assert testing.test(["--durations=5"]) == 0
    assert served == [False, True, False, True, False, False]
    served.clear()
    assert testing.test(["tests/hub/centre/test_offers.py::test_it"]) == 0
    assert not any(served)


def test_cheap_sound_has_a_part_and_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[list[str]] = []

    def run(words: list[str], env: dict[str, str]) -> int:
        lines.append(words)
        return 0

    monkeypatch.setattr(environment, "run", run)
    assert testing.test([]) == 0
    cheap, dear = lines[-2:]
    folders = [word for word in cheap if word.startswith("tests/")]
    assert folders
    assert [f"--ignore={one}" for one in folders] == [one for one in dear if "ignore" in one]
    assert all((ROOT / one).is_dir() for one in folders)
    lines.clear()
    assert testing.test(["tests/phone"]) == 0
    (sound,) = (line for line in lines if "sound" in line)
    assert not any("ignore" in word for word in sound)


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
def test_what_all_tests_need_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python, told = tmp_path / "python", tmp_path / "told"
    python.write_text(f'#!/bin/sh\necho "$PYTHONDONTWRITEBYTECODE:$*" > {told}\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(environment, "python", lambda: python)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with testing.compiling(["tests/desk"]):
        pass
    assert not told.exists()
    with testing.compiling([]):
        pass
    assert told.read_text(encoding="utf-8").startswith(":-m pytest --collect-only")


@pytest.mark.parametrize("own", [["-m", "serial"], ["-n", "4"], ["--pdb"], ["--junitxml=x.xml"]])
def test_an_own_plan_is_run_as_it_is(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []

    def run(words: list[str], env: dict[str, str]) -> int:
        runs.append(words)
        return 0

    monkeypatch.setattr(environment, "run", run)
    assert testing.test(own) == 0
    assert runs == [["-m", "pytest", *own]]


def test_every_check_runs_also_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "run", lambda words: int("mypy" in words))
    assert checks.check() == 1
    assert "format ok, lint ok, types FAILED, imports ok" in capsys.readouterr().err


def test_a_wrong_benchmark_gets_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hub_load.py").write_text('if __name__ == "__main__":\n    ...\n', encoding="utf-8")
    (tmp_path / "report.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(dev, "BENCHMARKS", tmp_path)
    assert dev.main(["bench", "nothing"]) == 2
    assert capsys.readouterr().err.strip().endswith("'nothing'. There are: hub-load.")


def test_an_option_that_is_not_known_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["check", "--fast"]) == 2
    assert "--fast" in capsys.readouterr().err


def test_arguments_of_run_go_on_to_the_program(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ensure", lambda *, tests: Path("python"))
    started: list[list[str]] = []

    def become(argv: list[str]) -> int:
        started.append(argv[1:])
        return 7

    monkeypatch.setattr(dev, "become", become)
    assert dev.main(["run", "--offscreen", "--help", "-x"]) == 7
    assert started == [["-m", "agent_desktop", "--offscreen", "--help", "-x"]]


def test_an_unsupported_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(SCRIPT))
    assert end.value.code == 2
    assert "this is 3.10" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process alone")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    program = (
        # who starts the tests in the background lets them ignore Ctrl-C
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r})\n"
        "import dev, environment, terminal\n"
        "environment.ensure = lambda tests: None\n"
        "dev.become = lambda argv: terminal.call([sys.executable, '-c', "
        "'import sys, time; print(\"up\", flush=True); time.sleep(60)'])\n"
        "sys.exit(dev.main(['run']))\n"
    )
    script = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert script.stdout is not None
    assert script.stdout.readline() == "up\n"
    # As a terminal does it: the signal goes to the whole group.
    os.killpg(script.pid, signal.SIGINT)
    _, errors = script.communicate(timeout=60)
    assert script.returncode == 130
    assert "dev.py" not in errors
