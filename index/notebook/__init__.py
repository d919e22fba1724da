"""The notebook: what the analyst writes, kept in a SQLite file of its own outside every library."""
