"""`themes …`: edits of themes, each kept with who made it, and taken back by `themes undo`."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from feedback.actions import theme_edits as edits
from feedback.actions.merge_preview import merge_preview
from feedback.actions.theme_history import recent_edits, theme_history
from feedback.actions.theme_lookup import known_theme
from feedback.actions.theme_membership import move_comments, remove_comments, set_second_theme
from feedback.actions.theme_merging import merge_themes, split_theme, suggest_split
from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.cli.output import Format, FormatOption, print_rows, say
from feedback.cli.session import Session, session_of
from feedback.cli.theme_rows import print_one, print_touched
from feedback.domain.theme import Priority

ThemeArgument = Annotated[int, typer.Argument(metavar="ID", help="A theme.")]
CommentsArgument = Annotated[list[int], typer.Argument(metavar="COMMENT…", help="Comments.")]
ByOption = Annotated[
    str, typer.Option("--by", help="Who makes the edit; HEARD_USER or your login otherwise.")
]


def register(app: typer.Typer) -> None:
    """Make these commands of `themes`."""
    for command in (
        rename, describe, owner, priority, tags, pin, hide, merge, split, move, remove, second,
        undo, history,
    ):  # fmt: skip
        app.command()(command)


def rename(
    context: typer.Context,
    theme_id: ThemeArgument,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Give a theme a name that stays."""
    session = session_of(context)
    edits.rename_theme(session.store, theme_id, name, **_who(session, by))
    print_one(session, theme_id, style)


def describe(
    context: typer.Context,
    theme_id: ThemeArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Say what a theme is about; an empty text takes that away."""
    session = session_of(context)
    edits.describe_theme(session.store, theme_id, text, **_who(session, by))
    print_one(session, theme_id, style)


def owner(
    context: typer.Context,
    theme_id: ThemeArgument,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Say who looks after a theme; an empty name means nobody."""
    session = session_of(context)
    edits.set_owner(session.store, theme_id, name, **_who(session, by))
    print_one(session, theme_id, style)


def priority(
    context: typer.Context,
    theme_id: ThemeArgument,
    value: Annotated[Priority, typer.Argument(metavar="PRIORITY")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Say how urgent a theme is."""
    session = session_of(context)
    edits.set_priority(session.store, theme_id, value, **_who(session, by))
    print_one(session, theme_id, style)


def tags(
    context: typer.Context,
    theme_id: ThemeArgument,
    values: Annotated[list[str] | None, typer.Argument(metavar="TAG…")] = None,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Give a theme these tags in place of those it has; none takes them away."""
    session = session_of(context)
    edits.set_tags(session.store, theme_id, values or [], **_who(session, by))
    print_one(session, theme_id, style)


def pin(
    context: typer.Context,
    theme_id: ThemeArgument,
    off: Annotated[bool, typer.Option("--off", help="Let runs touch it again.")] = False,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Keep a theme from being touched by runs."""
    session = session_of(context)
    edits.pin_theme(session.store, theme_id, pinned=not off, **_who(session, by))
    print_one(session, theme_id, style)


def hide(
    context: typer.Context,
    theme_id: ThemeArgument,
    off: Annotated[bool, typer.Option("--off", help="Show it again.")] = False,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Leave a theme out of lists. Its comments stay counted."""
    session = session_of(context)
    edits.hide_theme(session.store, theme_id, hidden=not off, **_who(session, by))
    print_one(session, theme_id, style)


def merge(
    context: typer.Context,
    theme_ids: Annotated[list[int], typer.Argument(metavar="ID…")],
    into: Annotated[int, typer.Option("--into", metavar="ID", help="Where they go.")],
    holds: Annotated[
        int | None,
        typer.Option("--holds", metavar="ID", help="The theme whose decision holds afterwards."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")] = False,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Make one theme of several; the others retire. Says what comes along and what does not."""
    session = session_of(context)
    preview = merge_preview(session.store, theme_ids, into)
    touched: Sequence[int] = (into, *theme_ids)
    if not dry_run:
        event = merge_themes(session.store, theme_ids, into, holds=holds, **_who(session, by))
        touched = event.theme_ids
    for sentence in preview.sentences:
        say(sentence)
    print_touched(session, touched, style)


def split(
    context: typer.Context,
    theme_id: ThemeArgument,
    parts: Annotated[int, typer.Option(min=2, help="Into how many.")] = 2,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Split a theme into the parts the engine sees; the largest keeps its id."""
    session = session_of(context)
    suggested = suggest_split(session.store, theme_id, parts=parts)
    event = split_theme(session.store, theme_id, suggested, **_who(session, by))
    print_touched(session, event.theme_ids, style)


def move(
    context: typer.Context,
    comments: CommentsArgument,
    to: Annotated[int, typer.Option("--to", metavar="ID", help="The theme they belong to.")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Put comments into a theme, where no run takes them out again."""
    session = session_of(context)
    event = move_comments(session.store, comments, to, **_who(session, by))
    print_touched(session, event.theme_ids, style)


def remove(
    context: typer.Context,
    comments: CommentsArgument,
    theme: Annotated[int, typer.Option("--from", metavar="ID", help="What they are not about.")],
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that comments are not about a theme; no run brings them back into it."""
    session = session_of(context)
    event = remove_comments(session.store, comments, theme, **_who(session, by))
    print_touched(session, event.theme_ids, style)


def second(
    context: typer.Context,
    comment: Annotated[int, typer.Argument(metavar="COMMENT")],
    to: Annotated[int | None, typer.Option("--to", metavar="ID", help="None: no second.")] = None,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that a comment speaks of a second theme as well. It counts in its main theme."""
    session = session_of(context)
    event = set_second_theme(session.store, comment, to, **_who(session, by))
    print_touched(session, event.theme_ids, style)


def undo(
    context: typer.Context,
    edit: Annotated[
        int | None, typer.Option("--edit", metavar="EDIT", help="This one, not the latest.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")] = False,
    by: ByOption = "",
    style: FormatOption = Format.TABLE,
) -> None:
    """Take the latest edit back, and say what that did."""
    session = session_of(context)
    if dry_run:
        effect = preview_undo(session.store, edit)
    else:
        effect = undo_edit(session.store, edit, **_who(session, by))
    say(effect.sentence)
    print_touched(session, effect.theme_ids, style)


def history(
    context: typer.Context,
    theme_id: Annotated[int | None, typer.Argument(metavar="[ID]")] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """What people and runs did to a theme, or the latest edits of all, latest first."""
    session = session_of(context)
    if theme_id is None:
        entries = recent_edits(session.store)
    else:
        entries = theme_history(session.store, known_theme(session.store, theme_id).id)
    rows = [
        {
            "edit": entry.event.id if entry.event else None,
            "at": entry.at,
            "what": entry.sentence,
            "undone": entry.undone,
        }
        for entry in entries
    ]
    print_rows(rows, style, columns=("edit", "at", "what", "undone"))


def _who(session: Session, by: str) -> dict[str, Any]:
    return {"by": by.strip() or session.user, "now": session.now}
