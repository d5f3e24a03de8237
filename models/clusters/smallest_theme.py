"""How few texts may be a theme."""

from __future__ import annotations

FEWEST_TEXTS = 10
"""So many texts, at least, are wanted to find themes in, to make a new one, to part or join two,
and to say how solid one is: with fewer, chance decides."""

FEWEST_LEFT = 3
"""A theme left with fewer texts, where nobody asked for it, ends; they go where they fit."""
