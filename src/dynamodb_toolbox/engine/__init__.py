"""DynamoDB answered in-process, durable, on SQLite: the same calls, in wire form, and AWS's own words."""
