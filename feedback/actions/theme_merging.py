"""Make one theme of several, or several of one."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedback.actions.merged_decisions import carry_decision, decision_that_holds
from feedback.actions.merged_fields import fields_gained, plain_fields
from feedback.actions.merged_links import take_links
from feedback.actions.ports import Store
from feedback.actions.second_themes import follow_second_themes
from feedback.actions.theme_lookup import check_name_is_free, keep_edit, known_theme, open_theme
from feedback.actions.theme_membership import comment_edit
from feedback.domain.decision import Decision
from feedback.domain.theme import Assignment, Theme
from feedback.domain.theme_event import (
    CommentEdit,
    EditKind,
    Lineage,
    LineageKind,
    SplitPart,
    ThemeEvent,
)
from feedback.errors import InputError
from feedback.themes.names import clean_name
from feedback.themes.splitting import suggest_parts

MOST_PARTS = 8


def merge_themes(
    store: Store,
    theme_ids: Sequence[int],
    into: int,
    *,
    holds: int | None = None,
    by: str = "",
    now: datetime,
) -> ThemeEvent:
    """Put all comments of some themes into one; the others retire, their ids are not used again.

    Changes that answer them answer it from then on (see `merged_links`), what it has no owner,
    priority or description of comes along, and one decision holds: that about theme `holds`, or
    the only one there is. `merge_preview` says all that before. No other theme is changed.
    Raises InputError for a merge into itself or with a retired theme, and where the themes were
    decided in different ways and `holds` is not given; NotFoundError for an unknown one.
    """
    sources = list(dict.fromkeys(theme_ids))
    if into in sources:
        raise InputError(
            f"Theme {into} cannot be merged into itself. Name the themes to merge, and another "
            "one to merge them into."
        )
    if not sources:
        raise InputError("No theme was chosen to merge. Choose at least one.")
    with store.writing():
        target = open_theme(store, into)
        themes = [open_theme(store, theme_id) for theme_id in sources]
        decision = decision_that_holds(store, into, sources, holds=holds)
        moved = [edit for theme in themes for edit in _empty_into(store, theme, into)]
        before, after = _bring_along(store, target, themes, decision, by=by, now=now)
        event = keep_edit(
            store,
            EditKind.MERGE,
            [into, *sources],
            by=by,
            now=now,
            before=before,
            after=after,
            comments=moved,
        )
        follow_second_themes(store)
        _keep_lineage(store, LineageKind.MERGED, [(t.id, into) for t in themes], moved, event)
    return event


def _bring_along(
    store: Store,
    target: Theme,
    themes: Sequence[Theme],
    decision: Decision | None,
    *,
    by: str,
    now: datetime,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields, links and the decision that holds go to the theme that is left; what the edit says of
    them before and after."""
    gained = fields_gained(target, themes)
    store.themes.save(dataclasses.replace(target, **gained))
    had = store.links.of_theme(target.id)
    links = take_links(store, target, themes)
    carried = carry_decision(store, target, decision, had if links else None, now=now, who=by)
    left = known_theme(store, target.id)
    before = {
        "names": [theme.name for theme in themes],
        "into": target.name,
        "fields": plain_fields(target, gained),
    }
    after = {
        "into": target.id,
        "links": links,
        "decision": carried,
        "outcome": left.outcome.value if carried else None,
        "fields": plain_fields(left, gained),
    }
    return before, after


def _empty_into(store: Store, theme: Theme, into: int) -> list[CommentEdit]:
    """Put all comments of a theme into another, and end it."""
    rows = store.themes.assignments(theme.id)
    store.themes.assign(dataclasses.replace(row, theme_id=into) for row in rows)
    store.themes.save(dataclasses.replace(theme, retired=True))
    return [comment_edit(row.comment_id, row, into) for row in rows]


def suggest_split(store: Store, theme_id: int, *, parts: int = 2, seed: int = 0) -> list[SplitPart]:
    """Parts a theme could be split into, largest first, each with its comments.

    Raises InputError when the theme has too few comments that differ.
    """
    theme = open_theme(store, theme_id)
    if not 2 <= parts <= MOST_PARTS:
        raise InputError(f"A theme can be split into 2 to {MOST_PARTS} parts, not {parts}.")
    ids = [row.comment_id for row in store.themes.assignments(theme_id)]
    return suggest_parts(theme, store.comments.get(ids), parts=parts, seed=seed)


def split_theme(
    store: Store, theme_id: int, parts: Sequence[SplitPart], *, by: str = "", now: datetime
) -> ThemeEvent:
    """Split a theme: the first part stays in it, each other part becomes a theme of its own.

    Comments of the theme that are in no part stay. Raises InputError for fewer than two parts, an
    empty part, a comment in two parts or of another theme, or a name that is taken.
    """
    with store.writing():
        theme = open_theme(store, theme_id)
        rows = {row.comment_id: row for row in store.themes.assignments(theme_id)}
        _check_parts(parts, rows)
        new = {_theme_of(store, part, theme.language, now): part for part in parts[1:]}
        goes_to = {number: target for target, part in new.items() for number in part.comment_ids}
        moved = [
            comment_edit(number, row, goes_to.get(number, theme_id)) for number, row in rows.items()
        ]
        store.themes.assign(
            dataclasses.replace(rows[number], theme_id=target) for number, target in goes_to.items()
        )
        store.themes.save(theme)
        event = keep_edit(
            store,
            EditKind.SPLIT,
            [theme_id, *new],
            by=by,
            now=now,
            before={"name": theme.name},
            after={"names": [part.name for part in new.values()]},
            comments=moved,
        )
        follow_second_themes(store)
        _keep_lineage(store, LineageKind.SPLIT, [(theme_id, t) for t in new], moved, event)
    return event


def _theme_of(store: Store, part: SplitPart, language: str, now: datetime) -> int:
    """The id of a new theme for a part; its comments do not go there yet."""
    name = clean_name(part.name)
    check_name_is_free(store, name)
    return store.themes.add(
        Theme(
            name=name,
            terms=part.terms,
            language=language,
            named_by_person=part.named_by_person,
            representatives=tuple(part.comment_ids[:10]),
            created_at=now,
        )
    )


def _check_parts(parts: Sequence[SplitPart], rows: dict[int, Assignment]) -> None:
    if not 2 <= len(parts) <= MOST_PARTS:
        raise InputError(f"A theme is split into 2 to {MOST_PARTS} parts. Choose as many.")
    seen: set[int] = set()
    for part in parts:
        if not part.comment_ids:
            raise InputError(f"The part “{part.name}” holds no comment. Leave it out.")
        for number in part.comment_ids:
            if number in seen:
                raise InputError(f"Comment {number} is in two parts. Put it into one.")
            if number not in rows:
                raise InputError(
                    f"Comment {number} is not in this theme any more. Nothing was changed; look "
                    "at the parts again."
                )
            seen.add(number)
    names = [clean_name(part.name).casefold() for part in parts[1:]]
    if len(set(names)) < len(names):
        raise InputError("Two parts have one name. Give each a name of its own.")


def _keep_lineage(
    store: Store,
    kind: LineageKind,
    pairs: Sequence[tuple[int, int]],
    moved: Sequence[CommentEdit],
    event: ThemeEvent,
) -> None:
    store.theme_edits.add_lineage(
        Lineage(
            kind=kind,
            from_theme=from_theme,
            to_theme=to_theme,
            at=event.at,
            comments=sum(r.from_theme == from_theme and r.to_theme == to_theme for r in moved),
            event=event.id,
        )
        for from_theme, to_theme in pairs
    )
