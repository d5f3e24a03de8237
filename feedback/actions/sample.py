"""Load the invented sample, and take it out again without a trace."""

from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path

from feedback.actions.changes import import_changes
from feedback.actions.importing import import_file
from feedback.actions.links import suggest_links
from feedback.actions.ports import Store
from feedback.actions.theme_runs import find_themes
from feedback.domain.comment import Channel
from feedback.domain.progress import Progress, no_progress
from feedback.domain.theme import Theme

SOURCES = {
    "app_reviews": ("Larder app reviews", Channel.REVIEW),
    "survey": ("Larder survey", Channel.SURVEY),
    "support_email": ("Larder support mail", Channel.EMAIL),
    "live_chat": ("Larder live chat", Channel.CHAT),
    "social": ("Larder social media", Channel.SOCIAL),
}


def load_sample(
    store: Store,
    *,
    key: bytes,
    model_folder: Path,
    now: datetime,
    progress: Progress = no_progress,
) -> dict[str, int]:
    """Import the sample's comments and changes, find themes, suggest links.

    Loading it twice adds nothing. Returns how many comments and changes came in, and how many
    themes were found.
    """
    with as_file(files("feedback.sample")) as folder:
        comments = _import_comments(store, folder, key=key, now=now, progress=progress)
        changes = import_changes(
            store, folder / "CHANGELOG.md", product="Larder", is_sample=True, today=now.date()
        )
    found = find_themes(
        store,
        sources=[name for name, _ in SOURCES.values()],
        model_folder=model_folder,
        now=now,
        progress=lambda share, message: progress(0.4 + 0.5 * share, message),
    )
    progress(0.9, "Looking for what was shipped")
    suggest_links(store, today=now.date())
    progress(1.0, "Done")
    return {"comments": comments, "changes": changes.imported, "themes": found.themes}


def _import_comments(
    store: Store, folder: Path, *, key: bytes, now: datetime, progress: Progress
) -> int:
    """Read the comments of all sources; how many came in."""
    comments = 0
    for step, (name, (source, channel)) in enumerate(SOURCES.items()):
        progress(0.08 * step, f"Reading {source}")
        report = import_file(
            store,
            folder / f"{name}.csv",
            source=source,
            channel=channel,
            is_sample=True,
            key=key,
            now=now,
        )
        comments += report.imported
    return comments


def remove_sample(store: Store, *, today: date) -> dict[str, int]:
    """Delete the sample's comments, its changes, and the themes that held nothing else.

    Announcements about such themes go with them; one that also speaks of a theme of yours stays.
    Returns how many comments, changes and themes went.
    """
    with store.writing():
        sample = {source.name for source in store.comments.sources() if source.is_sample}
        themes = [
            theme.id
            for theme in store.themes.all(include_retired=True)
            if (sources := _sources_of(store, theme)) and sources <= sample
        ]
        comments = sum(store.comments.delete_source(name) for name in sorted(sample))
        changes = store.changes.delete_sample()
        rows = store.themes.summaries(today=today, theme_ids=themes, include_retired=True)
        empty = {row.id for row in rows if not row.comments}
        also_about_others = [
            a for a in store.announcements.all() if not empty.issuperset(a.theme_ids)
        ]
        kept = {theme_id for a in also_about_others for theme_id in a.theme_ids}
        store.themes.delete(sorted(empty - kept))
    return {"comments": comments, "changes": changes, "themes": len(empty - kept)}


def _sources_of(store: Store, theme: Theme) -> set[str]:
    """Where the typical comments of a theme came from, also of one that has lost them since."""
    return {comment.source for comment in store.comments.get(theme.representatives)}
