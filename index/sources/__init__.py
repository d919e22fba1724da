"""Files of every format that Dateline reads, to records: listed, cut up, and made readable."""

from __future__ import annotations

from index.sources.field_names import FIELD_NAMES
from index.sources.listing import FileStat, Listing, list_files
from index.sources.reading import read_raw
from index.sources.records import to_record

__all__ = ["FIELD_NAMES", "FileStat", "Listing", "list_files", "read_raw", "to_record"]
