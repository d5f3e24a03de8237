"""`announce …`: from a theme with an answer to a text that is true."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from feedback.actions.announcement_drafts import draft_or_find
from feedback.actions.announcement_names import NAME_RULE
from feedback.actions.announcements import (
    check_announcement,
    edit_announcement,
    get_announcement,
)
from feedback.actions.wordings import copy_wordings, list_wordings
from feedback.cli import announce_files, announce_lists, announce_people, announce_steps
from feedback.cli.announce_names import NamesOption, confirm_given_names, say_unconfirmed
from feedback.cli.announce_rows import AnnouncementId, print_announcement
from feedback.cli.output import Format, FormatOption, print_rows, say
from feedback.cli.session import session_of
from feedback.domain.announcement import Tone

app = typer.Typer(help="“You told us, we did.”", no_args_is_help=True)

FINDING_COLUMNS = ("rule", "where", "message", "found", "instead", "blocks")


@app.command()
def draft(
    context: typer.Context,
    themes: Annotated[list[int], typer.Argument(metavar="THEME…")],
    language: Annotated[str, typer.Option(help="en, id, kk or pt; else as the comments.")] = "",
    tone: Annotated[Tone, typer.Option(help="How it sounds.")] = Tone.PLAIN,
    again: Annotated[
        bool, typer.Option("--again", help="Another one, though one is on its way.")
    ] = False,
    name: NamesOption = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Draft an announcement from the facts; the one on its way where it says the same."""
    session = session_of(context)
    with session.store.writing():
        confirm_given_names(session, themes, name)
        made = draft_or_find(
            session.store,
            themes,
            language=language,
            tone=tone,
            now=session.now,
            who=session.user,
            words_folder=session.words,
            again=again,
        )
    print_announcement(made.announcement, style)
    say_unconfirmed(session, themes)
    if made.sentence:
        say(made.sentence + ("" if made.is_new else " --again does."))


@app.command()
def edit(
    context: typer.Context,
    announcement: AnnouncementId,
    headline: Annotated[str | None, typer.Option(help="The new headline.")] = None,
    you_said: Annotated[str | None, typer.Option(help="What customers told you.")] = None,
    we_did: Annotated[str | None, typer.Option(help="What you did.")] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Put new text into a draft; what is not given stays."""
    session = session_of(context)
    present = get_announcement(session.store, announcement)
    edited = edit_announcement(
        session.store,
        announcement,
        headline=present.headline if headline is None else headline,
        you_said=present.you_said if you_said is None else you_said,
        we_did=present.we_did if we_did is None else we_did,
        version=present.version,
        now=session.now,
        who=session.user,
    )
    print_announcement(edited, style)


@app.command()
def check(
    context: typer.Context, announcement: AnnouncementId, style: FormatOption = Format.TABLE
) -> None:
    """Say what the facts do not carry; exit 1 when there is anything."""
    session = session_of(context)
    found = check_announcement(
        session.store, announcement, today=session.today, words_folder=session.words
    )
    # A theme's name is no claim: what is to be said of it does not make the check fail.
    findings = [finding for finding in found if finding.rule != NAME_RULE]
    for finding in found:
        if finding.rule == NAME_RULE:
            say(finding.message)
    if style is Format.TABLE and not findings:
        say("Every claim is carried by the facts.")
    else:
        print_rows(
            [asdict(f) for f in findings],
            style,
            columns=FINDING_COLUMNS,
            table_columns=("rule", "where", "message"),
        )
    if findings:
        raise typer.Exit(1)


@app.command()
def words(
    context: typer.Context,
    copy_to: Annotated[
        Path | None, typer.Option(help="A new folder for a copy of all wordings, to change.")
    ] = None,
    style: FormatOption = Format.TABLE,
) -> None:
    """Read every wording, and say which languages are yours (HEARD_WORDS) and which built in."""
    session = session_of(context)
    if copy_to is not None:
        copy_wordings(session.words, copy_to)
        say(f"Copied. Change them, then start Heard with HEARD_WORDS={copy_to.absolute()}.")
    rows = [asdict(each) for each in list_wordings(session.words)]
    print_rows(rows, style, columns=("language", "own", "files"))


announce_lists.add_to(app)
announce_steps.add_to(app)
announce_files.add_to(app)
announce_people.add_to(app)
