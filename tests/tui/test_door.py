"""However a command ends, its exit code is one of those that README names, and nobody sees a traceback."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

DATELINE = [sys.executable, "-m", "dateline"]
LATIN = {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "iso8859-1", "PYTHONUTF8": "0"}


def run(
    arguments: Sequence[str | bytes],
    environ: Mapping[str, str] | None = None,
    shell: str = "",
    folder: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a shell does; ``shell`` is what stands behind it, such as a redirection."""
    command = ["sh", "-c", f'exec "$@" {shell}', "sh", *DATELINE, *arguments]
    checkout = str(Path(__file__).parents[2])
    settings = os.environ | {"PYTHONPATH": checkout} | (environ or {})
    done = subprocess.run(
        command, env=settings, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr
    assert b"Exception ignored" not in done.stderr, done.stderr
    return done


def test_a_full_standard_output_is_an_error(library: Path) -> None:
    for arguments in (["search", "syria"], ["search", "--json", "syria"], ["--help"], ["doctor"]):
        done = run([*arguments, *(["--library", f"{library}/"] if arguments != ["--help"] else [])], shell=">/dev/full")
        assert done.returncode == 2
        assert done.stderr.startswith(b"dateline: Standard output cannot be written: No space left")


def test_a_closed_standard_output_is_an_error(library: Path) -> None:
    done = run(["search", "--library", f"{library}/", "syria"], shell=">&-")
    assert done.returncode == 2
    assert b"Standard output cannot be written" in done.stderr


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-", "2>/dev/full"])
def test_other_streams_may_be_closed(library: Path, closed: str) -> None:
    assert run(["search", "--library", f"{library}/", "syria"], shell=closed).returncode == 0
    assert run(["search", "--library", f"{library}/", "nowhere"], shell=closed).returncode == 1
    assert run(["search", "--library", f"{library}/", "date:banana"], shell=closed).returncode == 2


def test_what_an_8_bit_locale_cannot_show_is_written_by_its_number(library: Path) -> None:
    done = run(["search", "--library", f"{library}/", "hikmet"], LATIN)
    assert done.returncode == 0
    assert b"H\\u0130KMET" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_will_do(library: Path, locale: str) -> None:
    for arguments in (["search", "hikmet"], ["search", "nowhere é"], ["notes", "list"], ["timeline", ""]):
        assert run([*arguments, "--library", f"{library}/"], {"LC_ALL": locale}).returncode in (0, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [b"search", b"\xff\xfe"],
        [b"index", b"/no/\xff"],
        [b"show", b"\xff"],
        [b"\xff"],
        [b"search", b"--library", b"\xff", b"a"],
    ],
)
def test_arguments_that_are_not_utf_8(library: Path, arguments: list[bytes]) -> None:
    del library
    done = run(arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"dateline: ")


def test_a_configuration_that_is_nested_too_deeply(home: Path, tmp_path: Path) -> None:
    (home / "config").mkdir(parents=True, mode=0o700)
    (home / "config/config.toml").write_text("a = " + "[" * 100_000 + "]" * 100_000)
    done = run(["index", str(tmp_path)])
    assert done.returncode == 2
    assert b"config.toml" in done.stderr


@pytest.mark.parametrize(
    "name", ["config/config.toml", "config/places.tsv", "state/last-library", "searches.json", "state/history.json"]
)
def test_a_pipe_in_place_of_a_file_of_ours_is_not_waited_for(home: Path, tmp_path: Path, name: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The zebra came on Tuesday.\n")
    assert run(["index", str(corpus)]).returncode == 0
    (home / name).parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    (home / name).unlink(missing_ok=True)
    os.mkfifo(home / name, 0o600)
    for arguments in (["index", str(corpus)], ["search", "zebra"], ["search", "@saved"], ["doctor"]):
        assert run(arguments).returncode in (0, 1, 2)


def test_a_home_that_there_is_not(library: Path) -> None:
    del library
    for arguments in (
        ["index", "~nobody-at-all/x"],
        ["~nobody-at-all/x"],
        ["search", "--library", "~nobody-at-all/x", "a"],
    ):
        done = run(arguments)
        assert (done.returncode, b"no home folder for ~nobody-at-all" in done.stderr) == (2, True), done.stderr


def test_a_user_without_a_home(tmp_path: Path) -> None:
    code = "import os, pwd, sys; pwd.getpwuid = None; del os.environ['HOME'], os.environ['DATELINE_HOME']\n"
    code += "def missing(uid): raise KeyError(uid)\npwd.getpwuid = missing\n"
    code += "from tui.__main__ import main; sys.argv = ['dateline', 'search', 'a']; main()"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": "/"}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"set HOME, or DATELINE_HOME" in done.stderr
    assert not list(tmp_path.glob("~*"))


def test_a_home_that_cannot_be_written_to_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry left.\n")
    xdg = {
        "HOME": "/proc/nobody",
        "DATELINE_HOME": "",
        "XDG_DATA_HOME": "",
        "XDG_STATE_HOME": "",
        "XDG_CONFIG_HOME": "",
    }
    done = run(["index", str(tmp_path / "a.txt")], xdg | {"HOME": "/proc/nobody"})
    assert (done.returncode, b"DATELINE_HOME names another" in done.stderr) == (2, True), done.stderr


def test_a_working_directory_that_is_gone(library: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for arguments, code in ((["search", "--library", f"{library}/", "syria"], 0), (["index", "here"], 2)):
        quoted = " ".join(f"'{part}'" for part in [*DATELINE, *arguments])
        gone.mkdir(exist_ok=True)
        settings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        command = ["sh", "-c", f"cd '{gone}' && rmdir '{gone}' && exec {quoted}"]
        done = subprocess.run(command, env=settings, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr


def test_what_nobody_expected_is_told_with_the_log_that_has_it(home: Path, library: Path) -> None:
    code = "import sys; from index.library.library import LocalLibrary\n"
    code += "def fail(*_, **__): raise KeyError('evil \\x1b[31m\\n2030-01-01 forged')\n"
    code += "LocalLibrary.search = fail\n"
    code += f"from tui.__main__ import main; sys.argv = ['dateline', 'search', '--library', '{library}/', 'a']; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == f"dateline: Something went wrong (KeyError); {home}/state/dateline.log has the details.\n"
    log = home / "state/dateline.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    written = log.read_text()
    assert "Traceback" in written
    assert "in fail" in written
    assert "\x1b" not in written
    assert len([line for line in written.splitlines() if line[:1].isdigit()]) == 1


def test_a_level_that_there_is_not_is_told(library: Path) -> None:
    done = run(["index", "--library", f"{library}/"], {"DATELINE_LOG": "loud"})
    assert (done.returncode, b"DATELINE_LOG=loud is no level" in done.stderr) == (2, True)


@pytest.mark.parametrize("whole_group", [False, True])
def test_a_run_that_is_told_to_end_says_so_and_nothing_of_pythons(
    home: Path, tmp_path: Path, whole_group: bool
) -> None:
    corpus = tmp_path / "many"
    corpus.mkdir()
    lines = (f'{{"id": "{number}", "text": "The zebra {number} came on Tuesday."}}' for number in range(30_000))
    (corpus / "stories.jsonl").write_text("\n".join(lines))
    command = [*DATELINE, "index", "--processes", "2", str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        end = time.monotonic() + 60
        while not (home / "state/last-library").exists() and time.monotonic() < end:
            time.sleep(0.01)
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGTERM)
        out, err = process.communicate()
    assert process.returncode == 128 + signal.SIGTERM
    assert (out, err) == (b"", b"Stopped. What was committed is kept; run the same command again to go on.\n")
