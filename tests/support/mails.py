"""A mailbox of a thread with attachments, as the tests of several folders read it."""

from __future__ import annotations

from email.message import EmailMessage

QUOTED = "I can come.\n\nAnn wrote:\n> The forces entered Homs at dawn.\n\n-- \nBob, desk\n"


def mail(
    number: int,
    text: str,
    *,
    sender: str = "Ann <ann@x.org>",
    before: int = 0,
    attached: dict[str, bytes | str] | None = None,
) -> EmailMessage:
    """Mail number so and so, in the thread of the first if it answers one before it."""
    message = EmailMessage()
    message["From"], message["To"], message["Cc"] = sender, "Desk <desk@x.org>", "carla@y.org"
    message["Subject"], message["Date"] = f"Mail {number}", f"{number} Mar 2018 10:00:00 +0000"
    message["Message-ID"] = f"<{number}@x.org>"
    if before:
        message["References"] = f"<1@x.org> <{before}@x.org>"
    message.set_content(text)
    for name, content in (attached or {}).items():
        if isinstance(content, str):
            message.add_attachment(content, filename=name)
        else:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def mbox(*mails: EmailMessage) -> bytes:
    """A mailbox of these."""
    return b"".join(b"From - x\n" + one.as_bytes() + b"\n" for one in mails)


def thread_box() -> bytes:
    """Three mails, two of them a thread; the first carries a text, and an image that nobody reads."""
    attached: dict[str, bytes | str] = {"orders.txt": "Orders of the day.\n", "map.JPG": b"\xff\xd8\xff\xe0 image"}
    return mbox(
        mail(1, "The forces entered Homs at dawn.", attached=attached),
        mail(2, QUOTED, sender="Bob <bob@x.org>", before=1),
        mail(3, "Other news of the ferry."),
    )
