"""Building a library: which files are new or changed, their analysis in parallel, and one writer."""
