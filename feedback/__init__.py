"""Heard closes the loop between what customers say and what a company ships."""

__version__ = "0.1.0"
