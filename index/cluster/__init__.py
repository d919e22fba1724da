"""OpenSearch, asked over the network: where a shared library is, and requests with errors as sentences."""
