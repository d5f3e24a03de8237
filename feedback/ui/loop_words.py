"""Places in the loop in words, for a list that is narrowed to one."""

from feedback.actions.loop_comments import LoopFilter, LoopPlace
from feedback.ui.plain_text import plain

_PLACES = {
    LoopPlace.RECEIVED: "comments that say something",
    LoopPlace.IN_THEME: "in a theme",
    LoopPlace.OWNED: "in a theme that somebody owns",
    LoopPlace.DECIDED: "decided",
    LoopPlace.SHIPPED: "answered by what shipped later",
    LoopPlace.ANNOUNCED: "announced to them",
    LoopPlace.TOLD: "told in person",
    LoopPlace.CONFIRMED: "confirmed that it helped",
    LoopPlace.WAITING: "waiting: their loop is open",
    LoopPlace.UNANSWERED: "waiting, and never answered",
    LoopPlace.CLOSED: "their loop is closed",
    LoopPlace.NO: "got an honest no",
    LoopPlace.UNTOLD: "got an honest no that nobody told them",
    LoopPlace.UNHEARD: "never heard: no answer, no decision, no word",
    LoopPlace.ANSWERED: "have an answer of their own",
    LoopPlace.DECIDED_ON: "decided, on a day that is known",
}


def words_of(which: LoopFilter) -> list[str]:
    """What is asked for, part by part, as Markdown."""
    words = [_PLACES[which.place]]
    if which.age:
        words.append(f"for {which.age} days")
    if which.owner:
        words.append(f"owner: {plain(which.owner)}")
    if which.by_bot:
        words.append("answered by a bot")
    if which.is_dated is not None:
        words.append("with a date" if which.is_dated else "without a date")
    if which.is_future:
        words.append("dated after today")
    return words
