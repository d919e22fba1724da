"""Notes out of files that Dateline or others wrote, a module a format. Nothing in such a file is trusted."""
