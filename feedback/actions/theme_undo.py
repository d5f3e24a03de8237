"""Take edits of themes back, one by one, latest first, with the effect said before and after."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from feedback.actions.merged_decisions import (
    decision_before,
    decision_in_words,
    give_decision_back,
)
from feedback.actions.merged_fields import without_gained
from feedback.actions.merged_links import give_links_back
from feedback.actions.ports import Store
from feedback.actions.second_themes import write_second_themes
from feedback.actions.standing import read_standing
from feedback.actions.theme_edits import from_plain
from feedback.actions.theme_lookup import check_name_is_free, known_theme
from feedback.domain.theme import AssignedBy, Assignment
from feedback.domain.theme_event import (
    CommentEdit,
    EditKind,
    Lineage,
    LineageKind,
    ThemeEvent,
    UndoEffect,
)
from feedback.errors import InputError, NotFoundError, StateError
from feedback.themes.replay import WITH_COMMENTS
from feedback.themes.sentences import comments_in_words, edit_sentence, links_in_words


def preview_undo(store: Store, event_id: int | None = None) -> UndoEffect:
    """What undoing an edit (the latest that holds, where none is given) would do.

    Raises StateError when there is nothing to undo, or a later edit rests on this one;
    NotFoundError for an unknown edit.
    """
    event = _chosen(store, event_id)
    return UndoEffect(event=event, sentence=_effect(store, event), theme_ids=event.theme_ids)


def undo_edit(
    store: Store, event_id: int | None = None, *, by: str = "", now: datetime
) -> UndoEffect:
    """Undo an edit (the latest that holds, where none is given); what that did.

    The event stays, with who took it back. Raises as `preview_undo`, and StateError when a name
    that would come back was given to another theme since.
    """
    with store.writing():
        effect = preview_undo(store, event_id)
        event = effect.event
        rows = store.theme_edits.comments(event.id)
        store.theme_edits.mark_undone(event.id, by=by, at=now)
        if event.kind is EditKind.MERGE:
            _unmerge(store, event, rows, now)
            give_links_back(store, event, now=now, who=by)
            give_decision_back(store, event, now=now, who=by)
        elif event.kind is EditKind.SPLIT:
            _unsplit(store, event, now)
        elif event.kind in (EditKind.MOVE, EditKind.REMOVE):
            _revive_held(store, rows)
            _put_back(store, rows)
            _end_made(store, event, now)
        elif event.kind not in (EditKind.SECOND, EditKind.LEAVE):
            _restore_fields(store, event)
        if event.kind in WITH_COMMENTS:
            further = read_standing(store).further
            write_second_themes(store, further, and_of=(row.comment_id for row in rows))
    undone = store.theme_edits.get(event.id)
    return dataclasses.replace(effect, event=undone or event)


def _chosen(store: Store, event_id: int | None) -> ThemeEvent:
    live = store.theme_edits.live()
    if event_id is None:
        if not live:
            raise StateError("There is nothing to undo: no edit of a theme holds.")
        return live[-1]
    event = store.theme_edits.get(event_id)
    if event is None:
        raise NotFoundError(f"There is no edit {event_id}. The history of a theme lists them.")
    if not event.live:
        raise StateError(f"Edit {event_id} was undone already. Nothing was changed.")
    for later in reversed(live):
        if later.id > event.id and _rests_on(later, event):
            sentence = edit_sentence(later, _names(store, later.theme_ids))
            raise StateError(f"A later edit rests on this one; undo that first: {sentence}")
    return event


def _rests_on(later: ThemeEvent, event: ThemeEvent) -> bool:
    """Whether `event` cannot be taken back while `later` holds."""
    shared = set(later.theme_ids) & set(event.theme_ids)
    if event.kind in WITH_COMMENTS and later.kind in WITH_COMMENTS:
        return bool(shared)
    if event.kind in WITH_COMMENTS:  # an edit of a part rests on the split that made it
        return event.kind is EditKind.SPLIT and bool(shared & set(event.theme_ids[1:]))
    if later.kind in WITH_COMMENTS:  # a theme that was merged away keeps what it was called
        return later.kind is EditKind.MERGE and bool(shared & set(later.theme_ids[1:]))
    return later.kind is event.kind and bool(shared)


def _names(store: Store, theme_ids: Iterable[int]) -> dict[int, str]:
    found = (store.themes.get(theme_id) for theme_id in theme_ids)
    return {theme.id: theme.name for theme in found if theme is not None}


def _effect(store: Store, event: ThemeEvent) -> str:
    if event.kind is EditKind.LEAVE:
        return "The comment is shown in “not yet a theme” again."
    names = _names(store, event.theme_ids)
    first = f"“{names.get(event.theme_ids[0], '')}”"
    if event.kind is EditKind.MERGE:
        return _unmerge_effect(store, event, first)
    if event.kind is EditKind.SPLIT:
        parts = event.theme_ids[1:]
        back = sum(len(store.themes.assignments(part)) for part in parts)
        listed = ", ".join(f"“{names[part]}”" for part in parts if part in names)
        ended = "which end" if len(parts) > 1 else "which ends"
        return f"{comments_in_words(back)} go back to {first} from {listed}, {ended}."
    if event.kind in (EditKind.MOVE, EditKind.REMOVE):
        return _move_effect(store, event)
    if event.kind is EditKind.SECOND:
        return "The comment has the second theme it had before."
    if event.kind is EditKind.RENAME:
        return f"“{event.after['name']}” is called “{event.before['name']}” again."
    (before,) = event.before.values()
    if isinstance(before, bool):
        return f"{first} is {'' if before else 'not '}{_FIELD[event.kind]} again."
    shown = ", ".join(before) if isinstance(before, list) else str(before)
    if not shown:
        return f"{first} has no {_FIELD[event.kind]} again."
    return f"{first} has the {_FIELD[event.kind]} “{shown}” again."


_FIELD = {
    EditKind.DESCRIBE: "description",
    EditKind.OWNER: "owner",
    EditKind.PRIORITY: "priority",
    EditKind.TAGS: "tags",
    EditKind.PIN: "pinned",
    EditKind.HIDE: "hidden",
}


def _unmerge_effect(store: Store, event: ThemeEvent, into: str) -> str:
    rows = store.theme_edits.comments(event.id)
    there = {row.comment_id for row in store.themes.assignments(event.theme_ids[0])}
    names = _names(store, event.theme_ids[1:])
    back = Counter(row.from_theme for row in rows if row.comment_id in there)
    listed = ", ".join(f"{comments_in_words(back[key])} to “{name}”" for key, name in names.items())
    links = links_in_words(event)
    if links:
        listed += f", with {links}"
    said = f"From {into} go back: {listed}. What has come into {into} since stays there."
    decision = decision_before(store, event)
    if decision is not None:
        said += f" {into} is {decision_in_words(decision)} again."
    fields = event.after.get("fields", {})
    if fields:
        listed = " and ".join(filter(None, (", ".join([*fields][:-1]), [*fields][-1])))
        said += f" What it gained goes back too: {listed}."
    return said


def _move_effect(store: Store, event: ThemeEvent) -> str:
    rows = store.theme_edits.comments(event.id)
    goes = Counter(_open_or_none(store, row.from_theme) for row in rows)
    names = _names(store, [key for key in goes if key is not None])
    listed = ", ".join(
        f"{comments_in_words(count)} to {f'“{names[key]}”' if key else 'no theme'}"
        for key, count in goes.items()
    )
    said = f"Go back: {listed or 'no comment, they were erased'}."
    made = event.after.get("made")
    if made is None:
        return said
    others = len(store.themes.assignments(made)) - len(rows)
    if others > 0:
        return f"{said} The theme stays with {comments_in_words(others)}."
    return f"{said} The theme that was made for them ends."


def _open_or_none(store: Store, theme_id: int | None) -> int | None:
    """The theme, unless it ended in the meantime."""
    theme = None if theme_id is None else store.themes.get(theme_id)
    return None if theme is None or theme.retired else theme.id


def _restore_fields(store: Store, event: ThemeEvent) -> None:
    theme = known_theme(store, event.theme_ids[0])
    values = {name: from_plain(name, value) for name, value in event.before.items()}
    if event.kind is EditKind.RENAME and not theme.retired:
        _check_name(store, values["name"], theme.id)
    store.themes.save(dataclasses.replace(theme, **values))


def _check_name(store: Store, name: str, theme_id: int) -> None:
    try:
        check_name_is_free(store, name, but=[theme_id])
    except InputError as error:
        raise StateError(
            f"The name “{name}” was given to another theme since. Rename that one first, then "
            "undo this."
        ) from error


def _revive_held(store: Store, rows: Sequence[CommentEdit]) -> None:
    """Bring back themes that a run ended when this edit had taken the last comment out, if an
    earlier edit, which holds again, had put it there."""
    held = read_standing(store).held
    wanted = {row.from_theme for row in rows if held.get(row.comment_id) == row.from_theme}
    for theme_id in sorted(number for number in wanted if number is not None):
        theme = known_theme(store, theme_id)
        if theme.retired:
            _check_name(store, theme.name, theme_id)
            store.themes.save(dataclasses.replace(theme, retired=False))


def _put_back(store: Store, rows: Sequence[CommentEdit]) -> None:
    open_now: dict[int | None, int | None] = {
        theme_id: _open_or_none(store, theme_id) for theme_id in {row.from_theme for row in rows}
    }
    back, out = [], []
    for row in rows:
        target = open_now[row.from_theme]
        if target is None:
            out.append(row.comment_id)
        else:
            back.append(Assignment(row.comment_id, target, row.from_score, row.from_by))
    store.themes.unassign(out)
    store.themes.assign(back)


def _end_made(store: Store, event: ThemeEvent, now: datetime) -> None:
    """End the theme that was made by this edit, when nothing else has come into it."""
    made = event.after.get("made")
    if made is None or store.themes.assignments(made):
        return
    theme = known_theme(store, made)
    if not theme.retired:
        store.themes.save(dataclasses.replace(theme, retired=True))
        store.theme_edits.add_lineage(
            [Lineage(kind=LineageKind.RESTORED, from_theme=made, at=now, event=event.id)]
        )


def _unmerge(store: Store, event: ThemeEvent, rows: Sequence[CommentEdit], now: datetime) -> None:
    into, *sources = event.theme_ids
    for theme_id in sources:
        theme = known_theme(store, theme_id)
        _check_name(store, theme.name, theme_id)
        store.themes.save(dataclasses.replace(theme, retired=False))
    there = {row.comment_id for row in store.themes.assignments(into)}
    back = [row for row in rows if row.comment_id in there]
    _put_back(store, back)
    store.themes.save(without_gained(known_theme(store, into), event))
    counts = Counter(row.from_theme for row in back)
    store.theme_edits.add_lineage(
        Lineage(
            kind=LineageKind.RESTORED,
            from_theme=theme_id,
            to_theme=into,
            at=now,
            comments=counts[theme_id],
            event=event.id,
        )
        for theme_id in sources
    )


def _unsplit(store: Store, event: ThemeEvent, now: datetime) -> None:
    theme_id, *parts = event.theme_ids
    theme = known_theme(store, theme_id)
    origin = {row.comment_id: row for row in store.theme_edits.comments(event.id)}
    steps = []
    for part in parts:
        rows = store.themes.assignments(part)
        store.themes.assign(
            dataclasses.replace(
                row,
                theme_id=theme_id,
                assigned_by=origin[row.comment_id].from_by
                if row.comment_id in origin
                else AssignedBy.ENGINE,
            )
            for row in rows
        )
        store.themes.save(dataclasses.replace(known_theme(store, part), retired=True))
        steps.append(
            Lineage(
                kind=LineageKind.RESTORED,
                from_theme=part,
                at=now,
                comments=len(rows),
                event=event.id,
            )
        )
    store.themes.save(dataclasses.replace(theme, retired=False))
    store.theme_edits.add_lineage(steps)
