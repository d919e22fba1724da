"""A library served to another process: the calls, the worker and the client."""
