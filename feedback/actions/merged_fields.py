"""Owner, priority, tags and description of themes that are merged into another: what the theme
that is left has none of comes along."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from feedback.actions.theme_edits import from_plain, plain
from feedback.domain.theme import Priority, Theme
from feedback.domain.theme_event import ThemeEvent
from feedback.themes.names import MOST_TAGS

_URGENCY = list(Priority)


def fields_gained(into: Theme, sources: Iterable[Theme]) -> dict[str, Any]:
    """What a theme gains by a merge: all tags, the highest priority where it has none, and the
    owner and the description of the first that has one where it has none."""
    others = list(sources)
    tags: dict[str, str] = {}
    for tag in (tag for theme in (into, *others) for tag in theme.tags):
        tags.setdefault(tag.casefold(), tag)
    wanted = {
        "owner": into.owner or next((theme.owner for theme in others if theme.owner), ""),
        "description": into.description
        or next((theme.description for theme in others if theme.description), ""),
        "priority": into.priority
        if into.priority is not Priority.NONE
        else max((theme.priority for theme in others), key=_URGENCY.index, default=Priority.NONE),
        "tags": tuple(tags.values())[:MOST_TAGS],
    }
    return {name: value for name, value in wanted.items() if value != getattr(into, name)}


def plain_fields(theme: Theme, names: Iterable[str]) -> dict[str, Any]:
    """Fields of a theme as an event keeps them."""
    return {name: plain(getattr(theme, name)) for name in names}


def without_gained(theme: Theme, event: ThemeEvent) -> Theme:
    """The theme without what a merge gave it; what somebody has edited since stays."""
    gained, before = event.after.get("fields", {}), event.before.get("fields", {})
    back = {
        name: from_plain(name, before[name])
        for name, value in gained.items()
        if plain(getattr(theme, name)) == value
    }
    return dataclasses.replace(theme, **back)
