"""Dates: the day a document was published, the times it speaks of, and the dates an analyst types."""
