"""The library's SQLite file: documents with their text, dates with their evidence, entities, which files were read."""
