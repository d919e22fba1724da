"""Notes as W3C Web Annotation JSON-LD (https://www.w3.org/TR/annotation-model/): one AnnotationCollection.

What the model has no word for stands under Dublin Core's terms, which the W3C's own context knows (``dc:``), or
under ``dateline:``, which the file's context declares. Everything comes back without loss.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from index.notebook.annotation import COLOUR_NAMES, Annotation
from index.notebook.export.json_lines import as_json
from index.notebook.export.options import PLAIN, Options
from index.notebook.origins import W3C, record_of
from index.notebook.w3c_model import ANONYMOUS, CONTEXT, PREFIX
from index.text.direction import is_right_to_left

NAMESPACE = "urn:x-dateline:"
DOCUMENT = NAMESPACE + "document:"
"""A document's IRI: this, and its id percent-encoded. A document that is known by its web address has that."""

COLOUR_CLASS = "dateline-colour-"

WEB_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
"""A web address that can stand as an IRI as it is (RFC 3986's characters)."""

PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc8118"
"""What says how a part of a PDF is named. The W3C's recommendation (4.2.1) has RFC 3778, which it replaced."""

_CSS_COLOURS = {
    "yellow": "#ffe680",
    "green": "#b6e3b6",
    "blue": "#b5d3f5",
    "magenta": "#f0bce4",
    "cyan": "#b0e3e3",
    "red": "#f5b5ae",
}


def to_w3c(annotations: Sequence[Annotation], options: Options = PLAIN) -> str:
    """An AnnotationCollection with its one page inside it."""
    items = [_annotation(annotation, options.page(annotation)) for annotation in annotations]
    name = ",".join(annotation.id for annotation in annotations)
    collection = {
        "@context": [CONTEXT, {"dateline": NAMESPACE}],
        "id": _urn(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}collection:{name}")),
        "type": "AnnotationCollection",
        "label": "Notes from Dateline",
        "total": len(items),
    }
    if items:
        page = {
            "id": _urn(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}page:{name}")),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        }
        collection |= {"first": page, "last": page["id"]}
    return as_json(collection, indent=1) + "\n"


def _annotation(annotation: Annotation, page: int | None) -> dict[str, Any]:
    """The annotation; a foreign one as it was written, with what Dateline says of its note beside it."""
    own = _own(annotation, page)
    foreign = record_of(annotation, W3C)
    if not foreign:
        return own
    made = {**foreign, "id": foreign.get("id", own["id"]), "type": foreign.get("type", "Annotation")}
    made |= {name: value for name, value in own.items() if name.startswith(PREFIX)}
    made |= {PREFIX + name: own[name] for name in ("target", "created", "modified")}
    made[f"{PREFIX}author"] = annotation.author
    if "id" not in foreign:
        made[ANONYMOUS] = True
    if annotation.revision > 1:  # its words are others now
        made.pop("bodyValue", None)
        made["body"] = own.get("body", [])
    return made


def _own(annotation: Annotation, page: int | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "created": annotation.created,
        "modified": annotation.modified,
        "dateline:revision": annotation.revision,
        "motivation": _motivation(annotation),
        "generator": {"id": NAMESPACE, "type": "Software", "name": "Dateline"},
    }
    if annotation.origin and not record_of(annotation, W3C):
        made["dateline:origin"] = annotation.origin
    if annotation.author:
        made["creator"] = {"type": "Person", "name": annotation.author}
    if annotation.stamp:
        made["dateline:stamp"] = annotation.stamp
    if annotation.parents:
        made["dateline:parents"] = list(annotation.parents)
    if annotation.answers:
        made["dateline:answers"] = f"urn:uuid:{annotation.answers}"
    bodies = [_body(annotation.note, "commenting")] if annotation.note else []
    bodies += [_body(tag, "tagging") for tag in annotation.tags]
    if bodies:
        made["body"] = bodies
    if annotation.colour:
        style = f".{COLOUR_CLASS}{annotation.colour} {{ background: {_CSS_COLOURS[COLOUR_NAMES[annotation.colour]]} }}"
        made["stylesheet"] = {"type": "CssStylesheet", "value": style}
    return made | {"target": _target(annotation, page)}


def _motivation(annotation: Annotation) -> str:
    """Why it was made (https://www.w3.org/TR/annotation-model/#motivation-and-purpose)."""
    if annotation.note:
        return "commenting"
    if annotation.tags:
        return "tagging"
    return "highlighting" if annotation.anchor else "bookmarking"


def _body(value: str, purpose: str) -> dict[str, str]:
    made = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return made | ({"textDirection": "rtl"} if is_right_to_left(value) else {})


def _target(annotation: Annotation, page: int | None) -> dict[str, Any]:
    target: dict[str, Any] = {"type": "SpecificResource", "source": _source(annotation)}
    anchor = annotation.anchor
    state: dict[str, Any] = {"type": "TimeState", "sourceDate": annotation.created}
    if annotation.text_hash:
        state["dateline:sha256"] = annotation.text_hash
    if anchor:
        if anchor.repeated:
            state["dateline:repeated"] = True
        wide = {"before": anchor.before, "after": anchor.after, "which": anchor.which}
        state |= {PREFIX + name: value for name, value in wide.items() if value}
        words = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        target["selector"] = [
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
            {"type": "TextQuoteSelector", **words},
        ]
        if page is not None:
            target["selector"].append(
                {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENTS, "value": f"page={page}"}
            )
    target["state"] = state
    if annotation.colour:
        target["styleClass"] = f"{COLOUR_CLASS}{annotation.colour}"
    return target


def _source(annotation: Annotation) -> dict[str, str]:
    known, address = annotation.document, annotation.url
    iri = known if WEB_ADDRESS.fullmatch(known) else DOCUMENT + quote(known, safe="", errors="surrogatepass")
    facts = {
        "dc:title": annotation.title,
        "dc:publisher": annotation.source,
        "dc:date": annotation.date,
        "dc:source": annotation.path,
    }
    if WEB_ADDRESS.fullmatch(address) and address != known:
        iri, facts["dateline:document"] = address, known
    made = {"id": iri, "type": "Text", "format": "text/plain"} | {key: value for key, value in facts.items() if value}
    return made | ({"textDirection": "rtl"} if is_right_to_left(annotation.title) else {})


def _urn(key: uuid.UUID) -> str:
    return f"urn:uuid:{key}"
