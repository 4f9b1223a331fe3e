"""Where tables and items are kept: SQLite, behind three small modules."""
