"""The query language: its fields, and how a query is edited."""
