"""Links to changes when themes are merged: they go along with the comments, and come back.

Without that the theme that is left would answer to nothing: the impact of its change and the
announcement of it would hang on a theme that is no more.
"""

import dataclasses
from collections.abc import Iterable
from datetime import datetime

from feedback.actions.decisions import follow_links
from feedback.actions.ports import Store
from feedback.domain.change import Link, LinkState
from feedback.domain.theme import Theme
from feedback.domain.theme_event import ThemeEvent

Moved = list[list[int]]
"""Pairs of the theme a link came from and its change."""


def links_to_take(store: Store, into: Theme, sources: Iterable[Theme]) -> list[Link]:
    """The accepted changes of `sources` about which nobody has decided anything for `into`."""
    known = {link.change_id for link in store.links.of_theme(into.id)}
    found = []
    for source in sources:
        for link in store.links.of_theme(source.id):
            if link.state is LinkState.ACCEPTED and link.change_id not in known:
                known.add(link.change_id)
                found.append(link)
    return found


def links_refused(store: Store, into: Theme, sources: Iterable[Theme]) -> list[Link]:
    """The accepted changes of `sources` that somebody refused for `into`: they stay refused."""
    refused = {
        link.change_id for link in store.links.of_theme(into.id) if link.state is LinkState.REJECTED
    }
    return [
        link
        for source in sources
        for link in store.links.of_theme(source.id)
        if link.state is LinkState.ACCEPTED and link.change_id in refused
    ]


def take_links(store: Store, into: Theme, sources: Iterable[Theme]) -> Moved:
    """Move the accepted changes of `sources` to the theme they are merged into; which moved.

    What somebody decided about the same change and `into` stays, and then so does the link.
    """
    moved: Moved = []
    for link in links_to_take(store, into, sources):
        store.links.decide(dataclasses.replace(link, theme_id=into.id))
        store.links.forget(link.theme_id, link.change_id)
        moved.append([link.theme_id, link.change_id])
    return moved


def give_links_back(store: Store, event: ThemeEvent, *, now: datetime, who: str) -> None:
    """Undo `take_links`: each link goes back as it stands now. One that somebody took away since is
    gone."""
    into = store.themes.get(event.theme_ids[0])
    moved: Moved = event.after.get("links", [])
    if into is None or not moved:
        return
    before = store.links.of_theme(into.id)
    for source_id, change_id in moved:
        link = store.links.get(into.id, change_id)
        if link is not None:
            store.links.decide(dataclasses.replace(link, theme_id=source_id))
            store.links.forget(into.id, change_id)
    if event.after.get("decided"):  # merges of earlier versions noted no more than that
        follow_links(store, into, before, now=now, who=who, only_done=True)
