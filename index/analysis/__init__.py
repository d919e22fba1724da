"""From a record to the documents that stand in it, with their dates and mentions."""
