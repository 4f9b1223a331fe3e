"""Conditions, projections and updates worked out over one item in wire form."""
