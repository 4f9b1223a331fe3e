"""Typed paths: what the attributes of a class are on the class, for conditions, updates and projections."""
