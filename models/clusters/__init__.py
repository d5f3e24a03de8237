"""Clusters: points to groups."""
