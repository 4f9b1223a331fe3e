"""The floor on which those who describe data and those who move it meet: a call out, a reply in."""
