"""The documents of a result written to a file, or copied as they were before they were read."""
