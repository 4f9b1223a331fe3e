"""Updates: what may be done to an attribute, how it is parsed, and the expression it becomes."""
