"""Placing: texts to the themes that were found."""
