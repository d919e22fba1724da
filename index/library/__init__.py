"""The front door of a library, and what it answers."""
