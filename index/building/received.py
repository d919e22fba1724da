"""When the text of a document came, and the address of the page that it is."""

from __future__ import annotations

import datetime

from index.analysis.documents import Task
from index.model import Document
from index.sources import FileStat
from index.text.addresses import address_key, is_web_address

CAPTURED = "captured"
"""What a web archive calls the time of a capture among the dates of a record."""


def received(task: Task, file: FileStat, document: Document) -> tuple[str, str]:
    """The time, ISO in UTC to the second: of the capture, else of the file; and the address, "" of what is no page.

    The front page of a site is no page of its own: what stands there are ever other stories.
    """
    captured = next((value for source, value in task.raw.dates if source == CAPTURED), "")
    return _in_utc(captured) or _of_file(file), _address(task, document)


def _in_utc(written: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _of_file(file: FileStat) -> str:
    seconds = min(max(0, file.mtime_ns // 1_000_000_000), 253402300799)  # 9999-12-31
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _address(task: Task, document: Document) -> str:
    if task.raw.form != "html" or document.stories != 1 or not is_web_address(document.url):
        return ""
    key = address_key(document.url)
    return key if "/" in key or "?" in key else ""
