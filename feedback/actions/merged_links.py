"""Links to changes when themes are merged: they go along with the comments, and come back.

Without that the theme that is left would answer to nothing: the impact of its change and the
announcement of it would hang on a theme that is no more.
"""

import dataclasses
from collections.abc import Iterable
from datetime import datetime

from feedback.actions.decisions import follow_links
from feedback.actions.ports import Store
from feedback.domain.change import LinkState
from feedback.domain.theme import Outcome, Theme
from feedback.domain.theme_event import ThemeEvent

Moved = list[list[int]]
"""Pairs of the theme a link came from and its change."""


def take_links(
    store: Store, into: Theme, sources: Iterable[Theme], *, now: datetime, who: str
) -> Moved:
    """Move the accepted changes of `sources` to the theme they are merged into; which moved.

    What somebody decided about the same change and `into` stays, and then so does the link. Where
    nobody had decided about `into`, it counts as what its changes make of it.
    """
    before = store.links.of_theme(into.id)
    known = {link.change_id for link in before}
    moved: Moved = []
    for source in sources:
        for link in store.links.of_theme(source.id):
            if link.state is LinkState.ACCEPTED and link.change_id not in known:
                known.add(link.change_id)
                store.links.decide(dataclasses.replace(link, theme_id=into.id))
                store.links.forget(source.id, link.change_id)
                moved.append([source.id, link.change_id])
    if moved and into.outcome is Outcome.UNDECIDED:
        follow_links(store, into, before, now=now, who=who)
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
    if event.after.get("decided"):
        follow_links(store, into, before, now=now, who=who, only_done=True)
