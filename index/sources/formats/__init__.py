"""The formats of files: how each is known, and how it is read."""
