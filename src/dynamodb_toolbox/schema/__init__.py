"""What an item looks like: types are plain nodes, and each verb (check, parse, format, …) is a module."""
