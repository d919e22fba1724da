"""Two and more accounts of one event: what they share, how the wording differs, what only one of them says."""
