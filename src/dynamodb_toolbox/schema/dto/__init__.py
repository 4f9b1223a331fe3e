"""A schema as JSON, and back: the form that both libraries share (spec/schema.md §14).

It is the reference's, with what that one loses added under keys it does not read: `version`, `big`,
`partial`, `convert`, `title`, `description`, values that JSON cannot hold (`storedValue`), and the names of
functions (`name`), where a registry gives them.
"""
