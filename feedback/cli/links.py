"""`links …`: which change answers which theme."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from feedback.actions.asked_for import suggest_themes
from feedback.actions.impact import reasons_in_words, suggested_impacts
from feedback.actions.links import accept_link, reject_link, suggest_for_comments, suggest_links
from feedback.actions.missing_loops import (
    LIKELY,
    MissingLoop,
    find_missing_loops,
    link_and_draft,
    looked_at_sentence,
)
from feedback.cli.announce_names import NamesOption, confirm_given_names, say_unconfirmed
from feedback.cli.output import Format, FormatOption, print_row, print_rows, say
from feedback.cli.session import Session, session_of
from feedback.domain.change import Link, LinkOutcome, Suggestion

BY_THEME = ("theme_id", "change_id", "score", "reasons")
BY_COMMENT = ("comment_id", "external_id", "change_id", "change_external_id", "score")
MISSING = (
    "change_id", "title", "version", "shipped_on", "theme_ids", "themes", "people", "comments",
    "score", "linked",
)  # fmt: skip
MISSING_READABLE = ("change_id", "title", "shipped_on", "themes", "people", "linked")
READABLE = ("theme", "change", "score", "why")

app = typer.Typer(help="Which change answers which theme.", no_args_is_help=True)


class By(StrEnum):
    """What a change is suggested for."""

    THEME = "theme"
    COMMENT = "comment"


@app.command()
def suggest(
    context: typer.Context,
    theme: Annotated[int | None, typer.Option(help="Only for this theme.")] = None,
    by: Annotated[By, typer.Option(help="For themes, or for single comments.")] = By.THEME,
    change: Annotated[int | None, typer.Option(help="The themes this change may answer.")] = None,
    top: Annotated[int, typer.Option(min=1, help="At most so many each.")] = 5,
    style: FormatOption = Format.TABLE,
) -> None:
    """Shipped changes that may answer a theme, or a comment, or the other way round; and why."""
    session = session_of(context)
    if change is not None:
        if theme is not None or by is By.COMMENT:
            raise typer.BadParameter("--change stands alone: it asks for themes.")
        found = suggest_themes(session.store, change, today=session.today)[:top]
        _print_suggestions(session, found, style)
        return
    if by is By.COMMENT:
        rows = [
            asdict(s) for s in suggest_for_comments(session.store, top=top, today=session.today)
        ]
        print_rows(rows, style, columns=BY_COMMENT)
        return
    ids = None if theme is None else [theme]
    suggestions = suggest_links(session.store, theme_ids=ids, top=top, today=session.today)
    _print_suggestions(session, suggestions, style)


def _print_suggestions(session: Session, suggestions: Sequence[Suggestion], style: Format) -> None:
    if style is not Format.TABLE:
        print_rows([asdict(s) for s in suggestions], style, columns=BY_THEME)
        return
    names = {t.id: t.name for t in session.store.themes.all()}
    titles = {change.id: change.title for change in session.store.changes.all()}
    pairs = [(s.theme_id, s.change_id) for s in suggestions]
    found = suggested_impacts(session.store, pairs, today=session.today)
    rows = []
    for suggestion, pair in zip(suggestions, pairs, strict=True):
        why = reasons_in_words(suggestion.reasons, found.get(pair))
        rows.append(_readable(suggestion, names, titles, " ".join(why)))
    print_rows(rows, style, columns=READABLE)


def _readable(
    suggestion: Suggestion, names: dict[int, str], titles: dict[int, str], why: str
) -> dict[str, Any]:
    return {
        "theme": f"{suggestion.theme_id} {names[suggestion.theme_id]}",
        "change": f"{suggestion.change_id} {titles[suggestion.change_id]}",
        "score": suggestion.score,
        "why": why,
    }


@app.command()
def missing(
    context: typer.Context,
    least: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="The score from which an answer is likely.")
    ] = LIKELY,
    style: FormatOption = Format.TABLE,
) -> None:
    """Shipped changes that likely answer an open theme and were never announced."""
    session = session_of(context)
    found = find_missing_loops(session.store, today=session.today, least=least)
    rows = [_missing(loop) for loop in found.loops]
    print_rows(rows, style, columns=MISSING, table_columns=MISSING_READABLE)
    say(looked_at_sentence(found.looked_at))


@app.command()
def draft(
    context: typer.Context,
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    themes: Annotated[list[int], typer.Argument(metavar="THEME…")],
    outcome: Annotated[LinkOutcome, typer.Option(help="How far it answers.")] = LinkOutcome.DID,
    name: NamesOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Link a change to themes and draft the announcement, in one step."""
    session = session_of(context)
    with session.store.writing():
        confirm_given_names(session, themes, name)
        made = link_and_draft(
            session.store,
            change,
            themes,
            outcome=outcome,
            now=session.now,
            who=session.user,
            words_folder=session.words,
        )
    row = {
        "announcement": made.id,
        "change_id": change,
        "theme_ids": made.theme_ids,
        "language": made.language,
        "headline": made.headline,
        "status": made.status,
    }
    print_row(row, style)
    say_unconfirmed(session, themes)


def _missing(loop: MissingLoop) -> dict[str, Any]:
    return {
        "change_id": loop.change.id,
        "title": loop.change.title,
        "version": loop.change.version,
        "shipped_on": loop.change.shipped_on,
        "theme_ids": [theme.theme_id for theme in loop.themes],
        "themes": [theme.name for theme in loop.themes],
        "people": loop.people,
        "comments": loop.comments,
        "score": max((theme.score or 0.0 for theme in loop.themes), default=0.0) or None,
        "linked": loop.linked,
    }


@app.command()
def accept(
    context: typer.Context,
    theme: Annotated[int, typer.Argument(metavar="THEME")],
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    outcome: Annotated[LinkOutcome, typer.Option(help="How far it answers.")] = LinkOutcome.DID,
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that a shipped change answers a theme."""
    session = session_of(context)
    print_row(
        _row(accept_link(session.store, theme, change, outcome=outcome, now=session.now)), style
    )


@app.command()
def reject(
    context: typer.Context,
    theme: Annotated[int, typer.Argument(metavar="THEME")],
    change: Annotated[int, typer.Argument(metavar="CHANGE")],
    style: FormatOption = Format.TABLE,
) -> None:
    """Say that it does not; it is not suggested again."""
    session = session_of(context)
    print_row(_row(reject_link(session.store, theme, change, now=session.now)), style)


def _row(link: Link) -> dict[str, Any]:
    return {
        "theme_id": link.theme_id,
        "change_id": link.change_id,
        "state": link.state,
        "outcome": link.outcome,
        "score": link.score,
        "decided_at": link.decided_at,
    }
