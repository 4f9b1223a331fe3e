"""A database as tools for a model: the Model Context Protocol (extra `mcp`; spec/actions.md §10.2)."""
