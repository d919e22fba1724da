"""Where a document comes from, as it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from index.answers.document import OriginView, PlaceView
from index.catalogue.reading import CatalogueReader
from index.model import MailHeaders


def origin_view(catalogue: CatalogueReader, key: int) -> OriginView:
    """Where a document comes from, and how it hangs together with others."""
    origin, relations = catalogue.origin(key), catalogue.relations
    mail = origin.mail or MailHeaders()
    repair, digest = relations.repair(key)
    return OriginView(
        type=origin.type,
        member=origin.member,
        parent=_real_id(catalogue, origin.parent),
        attached=_ids(catalogue, relations.attached(key)),
        attachments=mail.attachments,
        thread=_ids(catalogue, relations.thread_of(key)),
        message_id=mail.message_id,
        to=mail.to,
        cc=mail.cc,
        repair=repair,
        original_digest=digest,
        elsewhere=tuple(
            PlaceView(place.path, place.member, _real_id(catalogue, place.parent)) for place in relations.elsewhere(key)
        ),
        differing=_ids(catalogue, relations.differing(key)),
    )


def _real_id(catalogue: CatalogueReader, id_: str) -> str:
    """The id of the document that would have this one at another of its places."""
    alias = catalogue.relations.alias(id_) if id_ else None
    return _ids(catalogue, [alias])[0] if alias is not None else id_


def _ids(catalogue: CatalogueReader, keys: Sequence[int]) -> tuple[str, ...]:
    return tuple(summary.id for summary in catalogue.summaries(keys))
