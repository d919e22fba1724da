"""Linear mode: each command prints lines, and nothing is drawn again; for screen readers and plain terminals."""
