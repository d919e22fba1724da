"""Where documents come from, and whom mails are from and to."""

from __future__ import annotations

import json

from index.catalogue.asking import Ask
from index.model import MailHeaders, Origin, Page


def read_origin(ask: Ask, key: int) -> Origin:
    """Where in its file a document comes from; nothing is known of one that 0.1.0 has read."""
    rows = ask(
        "SELECT type, member, parent, message_id, thread, recipients, pages FROM origins WHERE document = ?", (key,)
    )
    if not rows:
        return Origin()
    type_, member, parent, message_id, thread, recipients, pages = rows[0]
    names = ask("SELECT name FROM attachments WHERE document = ?", (key,))
    mail = MailHeaders(message_id, thread, *recipients_of(recipients), tuple(name for (name,) in names))
    return Origin(
        type_,
        member,
        parent,
        tuple(Page(*page) for page in json.loads(pages)) if pages else (),
        mail if mail != MailHeaders() else None,
    )


def recipients_of(kept: str) -> tuple[str, str]:
    """To and Cc of a mail as they are kept, "" for none."""
    named = json.loads(kept) if kept else {}
    return named.get("to", ""), named.get("cc", "")
