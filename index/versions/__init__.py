"""Versions of one document: what belongs to one, what is noise, and what was edited between two of them."""
