"""Captures: what a server answered, byte for byte, in WARC files (ISO 28500) that are only ever appended to."""
