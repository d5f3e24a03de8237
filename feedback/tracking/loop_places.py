"""Where in the loop a comment is: the rules that figures count by, and lists are narrowed by.

A figure and the list it leads to cannot differ, since both ask here.
"""

from enum import StrEnum

import numpy as np

from feedback.tracking.day_columns import DayColumns, Flags


class LoopPlace(StrEnum):
    """What is asked of a comment. The values stand in addresses.

    RECEIVED to CONFIRMED are the steps of the loop. Those who are WAITING have an open loop,
    UNANSWERED ones among them never got an answer of their own either; CLOSED is the rest. NO got
    an honest no, UNTOLD were neither announced nor told it. UNHEARD got nothing: no answer, no
    decision, no announcement. ANSWERED have an answer of their own, and DECIDED_ON a decision of
    which the day is known.
    """

    RECEIVED = "received"
    IN_THEME = "in-a-theme"
    OWNED = "owned"
    DECIDED = "decided"
    SHIPPED = "shipped"
    ANNOUNCED = "announced"
    TOLD = "told"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    UNANSWERED = "waiting-unanswered"
    CLOSED = "closed"
    NO = "no"
    UNTOLD = "no-not-told"
    UNHEARD = "never-heard"
    ANSWERED = "answered"
    DECIDED_ON = "decided-on-a-day"


def at(rows: DayColumns, place: LoopPlace) -> Flags:
    """The rows of those comments that are there."""
    return _STEPS[place](rows) if place in _STEPS else _STATES[place](rows)


def _decided(rows: DayColumns) -> Flags:
    return rows.is_decided | (rows.decided > 0)


def _untold(rows: DayColumns) -> Flags:
    return rows.is_no & rows.is_decided & (rows.known == 0)


def _unheard(rows: DayColumns) -> Flags:
    return ~(rows.answered | rows.is_decided | (rows.closed > 0))


_STEPS = {
    LoopPlace.RECEIVED: lambda rows: np.ones(len(rows.day), bool),
    LoopPlace.IN_THEME: lambda rows: rows.theme_id > 0,
    LoopPlace.OWNED: lambda rows: rows.is_owned | (rows.owned > 0),
    LoopPlace.DECIDED: _decided,
    LoopPlace.SHIPPED: lambda rows: rows.shipped > 0,
    LoopPlace.ANNOUNCED: lambda rows: rows.announced > 0,
    LoopPlace.TOLD: lambda rows: (rows.theme_id > 0) & (rows.told > 0),
    LoopPlace.CONFIRMED: lambda rows: (rows.theme_id > 0) & (rows.confirmed > 0),
}
_STATES = {
    LoopPlace.WAITING: lambda rows: rows.closed == 0,
    LoopPlace.UNANSWERED: lambda rows: (rows.closed == 0) & ~rows.answered,
    LoopPlace.CLOSED: lambda rows: rows.closed > 0,
    LoopPlace.NO: lambda rows: rows.is_no & rows.is_decided,
    LoopPlace.UNTOLD: _untold,
    LoopPlace.UNHEARD: _unheard,
    LoopPlace.ANSWERED: lambda rows: rows.answered,
    LoopPlace.DECIDED_ON: lambda rows: rows.dated & rows.has_steps & (rows.decided > 0),
}
