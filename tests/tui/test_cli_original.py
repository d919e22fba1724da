"""``dateline original``, and what ``show`` and ``search`` say of mails."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mails import mail, mbox, thread_box

from tui.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return command


def hits(run: Run, folder: Path, query: str = "") -> dict[str, Any]:
    _, out, _ = run("search", query, "--library", f"{folder}/", "--json")
    return {hit["title"]: hit for hit in json.loads(out)["hits"]}


def test_the_original_of_a_file_a_mail_and_an_attachment(build: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    packed, other = io.BytesIO(), gzip.compress(b"Other words.", mtime=0)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/notes.txt", "Notes of the patrol.")
        archive.writestr("in/other.txt.gz", other)
    first = mail(1, "Words of the first.", attached={"pack.zip": packed.getvalue()})
    folder = build({"a.mbox": mbox(first, mail(2, "Words of the second.")), "plain.txt": "Plain words.\r\n"})
    found = hits(run, folder)
    wanted = {
        "Mail 1": first.as_bytes(),
        "Notes of the patrol.": b"Notes of the patrol.",
        "Other words.": other,
        "Plain words.": b"Plain words.\r\n",
    }
    for number, (title, content) in enumerate(wanted.items()):
        target = tmp_path / f"{number}.out"
        code, out, _ = run("original", found[title]["id"], "--output", target, "--library", f"{folder}/")
        assert code == 0
        assert target.read_bytes().rstrip(b"\n").replace(b"\r", b"") == content.rstrip(b"\n").replace(b"\r", b"")
        assert str(target) in out


def test_nothing_is_overwritten_and_what_is_gone_is_told(build: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    folder = build({"a.mbox": thread_box()})
    wanted = hits(run, folder)["Mail 2"]["id"]
    target = tmp_path / "out"
    target.write_text("mine")
    code, _, err = run("original", wanted, "--output", target, "--library", f"{folder}/")
    assert (code, target.read_text()) == (2, "mine")
    assert "there already" in err
    box = tmp_path / "built-corpus" / "a.mbox"
    box.write_bytes(mbox(mail(9, "Nothing of it is left.")))
    code, _, err = run("original", wanted, "--output", tmp_path / "other", "--library", f"{folder}/")
    assert code == 2
    assert "has changed since" in err and "there is no 2@x.org in it" in err
    assert not (tmp_path / "other").exists()
    box.unlink()
    assert run("original", wanted, "--output", tmp_path / "other", "--library", f"{folder}/")[0] == 2


def test_what_show_and_search_say_of_a_mail(build: Callable[..., Path], run: Run) -> None:
    folder = build({"a.mbox": thread_box()})
    found = hits(run, folder)
    first, orders = found["Mail 1"], found["Orders of the day."]
    assert (first["type"], first["carries"], first["parent"]) == ("mail", True, None)
    assert (orders["type"], orders["carries"], orders["parent"]) == ("text", False, first["id"])
    _, out, _ = run("show", first["id"], "--library", f"{folder}/", "--json")
    shown = json.loads(out)
    assert shown["to"] == "Desk <desk@x.org>" and shown["cc"] == "carla@y.org"
    assert shown["attached"] == [orders["id"]] and shown["message_id"] == "1@x.org"
    assert shown["thread"] == [first["id"], found["Mail 2"]["id"]]
    _, out, _ = run("show", orders["id"], "--library", f"{folder}/")
    assert f"attached to {first['id']}" in out and "text · 1@x.org/orders.txt" in out
