"""Why a text is in no theme."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a text was left unassigned; "" for a text that has a theme."""

    PLACED = ""
    EMPTY = "no words"
    FILLER = "only filler words"
    RARE = "no word that others use too"
    FAR = "like no theme found so far"
    SMALL_LANGUAGE = "too few comments in this language"
