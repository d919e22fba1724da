"""``dateline fetch``: the one part of Dateline that reaches a network, for the feeds that the analyst has named."""
