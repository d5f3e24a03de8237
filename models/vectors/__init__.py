"""Vectors: terms to points that lie close when their texts say the same."""
