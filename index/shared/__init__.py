"""A library on a cluster: what is stored there, how queries are translated, and what is made of the answers."""
