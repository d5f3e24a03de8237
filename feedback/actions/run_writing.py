"""Writing what a run decided: themes, places, lineage."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from feedback.actions.ports import Store
from feedback.actions.second_themes import write_second_themes
from feedback.domain.proposal import ProposalItem, ProposalKind
from feedback.domain.theme import Theme
from feedback.domain.theme_event import Lineage, LineageKind
from feedback.themes.names import LONGEST_NAME
from feedback.themes.planning import Plan, Present, as_new


def write_run(
    store: Store,
    plan: Plan,
    items: Sequence[ProposalItem],
    present: Present,
    *,
    run: int,
    clusters: int,
    now: datetime,
) -> None:
    """Bring the store to what `plan` and `items` say, inside the caller's transaction."""
    new = _add_new(store, items, now)
    rows = [
        dataclasses.replace(place, theme_id=new.get(place.theme_id, place.theme_id))
        for place in plan.goes.values()
        if place is not None and place != present.places.get(place.comment_id)
    ]
    store.themes.unassign(
        number for number, place in plan.goes.items() if place is None and number in present.places
    )
    store.themes.assign(rows)
    for item in items:
        if item.theme_id is not None:
            _update(store, present.themes[item.theme_id], item)
    store.theme_edits.add_lineage(_lineage(items, new, run, now))
    # Of no theme: −1, when all its comments are held elsewhere.
    store.theme_runs.keep_clusters(
        run,
        [plan.theme_of.get(number, new.get(as_new(number), -1)) for number in range(clusters)],
    )
    # A second theme that has become the main one is not the second as well.
    write_second_themes(store, present.standing.further)


def _add_new(store: Store, items: Sequence[ProposalItem], now: datetime) -> dict[int, int]:
    """Themes that were not there; their ids by the number that stood for them."""
    taken = {theme.name.casefold() for theme in store.themes.all()}
    ids = {}
    for item in items:
        if item.kind in (ProposalKind.NEW, ProposalKind.SPLIT) and item.found is not None:
            name = _free_name(item.found, taken)
            taken.add(name.casefold())
            made = dataclasses.replace(item.found, name=name, created_at=now)
            ids[as_new(item.cluster or 0)] = store.themes.add(made)
    return ids


def _free_name(theme: Theme, taken: set[str]) -> str:
    """The engine's name, told apart from themes of the same name by a term or a number."""
    if theme.name.casefold() not in taken:
        return theme.name
    short = theme.name[: LONGEST_NAME - 45]
    told_apart = [f"{short}: {term[:40]}" for term in theme.terms if term not in theme.name]
    numbered = [f"{short} ({number})" for number in range(2, len(taken) + 3)]
    return next(name for name in (*told_apart, *numbered) if name.casefold() not in taken)


def _update(store: Store, theme: Theme, item: ProposalItem) -> None:
    """Retire a theme, or bring a kept one's terms up to date; its name stays, since people know
    it by that."""
    if item.kind is not ProposalKind.KEPT:
        store.themes.save(dataclasses.replace(theme, retired=True))
    elif item.found is not None:
        store.themes.save(
            dataclasses.replace(
                theme,
                terms=item.found.terms,
                language=item.found.language,
                cohesion=item.found.cohesion,
                representatives=item.found.representatives,
            )
        )


def _lineage(
    items: Sequence[ProposalItem], new: dict[int, int], run: int, now: datetime
) -> list[Lineage]:
    steps = []
    for item in items:
        other = None if item.other_id is None else new.get(item.other_id, item.other_id)
        if item.kind is ProposalKind.SPLIT and other is not None:
            target = new[as_new(item.cluster or 0)]
            pair = (LineageKind.SPLIT, other, target)
        elif item.kind is ProposalKind.MERGED and item.theme_id is not None:
            pair = (LineageKind.MERGED, item.theme_id, other or 0)
        elif item.kind is ProposalKind.RETIRED and item.theme_id is not None:
            steps.append(
                Lineage(kind=LineageKind.RETIRED, from_theme=item.theme_id, at=now, run=run)
            )
            continue
        else:
            continue
        kind, source, target = pair
        steps.append(
            Lineage(
                kind=kind,
                from_theme=source,
                to_theme=target,
                at=now,
                comments=item.shared,
                run=run,
            )
        )
    return steps
