"""Classes that people have already, as schemas: dataclasses, attrs, msgspec, pydantic, TypedDicts."""
