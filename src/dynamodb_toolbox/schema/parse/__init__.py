"""Input → what is stored: defaults, links, validation, transforms, in that order (spec/schema.md §6)."""
