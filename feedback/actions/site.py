"""The public "You said, we did" pages, written into a folder."""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from feedback.actions.announcement_news import note_export
from feedback.actions.loop import loops_closed
from feedback.actions.ports import Store
from feedback.announcements.site.building import build_site
from feedback.announcements.site.entries import LoopFigures, entries_of, path_of
from feedback.announcements.words_folder import BUILT_IN, FALLBACK_LANGUAGE, load_words
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.errors import InputError

SITE = "site"  # what the record of files calls the pages
# Lists what was written, so that the next run takes away what is no longer published.
LIST_NAME = "heard-pages.json"
_OURS = re.compile(r"(?:[A-Za-z]{2,3}(?:[-_]\w+)*/)?[a-z0-9]+\.(?:html|xml|json)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What writing the pages did."""

    folder: str
    entries: int
    files: int
    removed: int


def loop_figures(store: Store, *, today: date) -> LoopFigures:
    """How many comments have a closed loop, the same as on every page."""
    loops = loops_closed(store, today=today)
    return LoopFigures(closed=loops.closed, of=loops.of)


def write_site(
    store: Store,
    folder: Path,
    *,
    today: date,
    address: str = "",
    title: str = "",
    words_folder: Path = BUILT_IN,
    now: datetime | None = None,
) -> SiteReport:
    """Write the pages of all published announcements into `folder`.

    `address` is where the folder will be on the web, `title` a name for the pages. Everything is
    made before anything is written; each file takes the place of the one before it as a whole.
    With `now`, each announcement is noted as having such a file, and one whose page was taken away
    as having it no longer. A second run with the same
    announcements changes nothing. Raises InputError for a folder that holds something else, or
    cannot be written.
    """
    published = [
        each for each in store.announcements.all() if each.status is AnnouncementStatus.PUBLISHED
    ]
    codes = {FALLBACK_LANGUAGE, *(each.language for each in published)}
    words = {code: load_words(code, words_folder) for code in sorted(codes)}
    entries = entries_of(published, words)
    files = build_site(
        entries, words, figures=loop_figures(store, today=today), address=address, title=title
    )
    try:
        earlier = _earlier(folder)
        removed = _write(folder, files, earlier)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}). Name a folder you may write."
        ) from error
    if now is not None:
        _note(store, published, taken_away=earlier - files.keys(), now=now)
    return SiteReport(folder=str(folder), entries=len(entries), files=len(files), removed=removed)


def _note(
    store: Store, published: Sequence[Announcement], *, taken_away: set[str], now: datetime
) -> None:
    """Remember which announcements have a page, and which have none any more."""
    for each in published:
        note_export(store, each.id, as_=SITE, now=now)
    for each in store.announcements.all():
        if path_of(each.language, each.id) in taken_away:
            store.announcements.remove_export(each.id, SITE)


def _earlier(folder: Path) -> set[str]:
    """The files an earlier run wrote. Raises InputError where the folder is somebody else's."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise InputError(f"{folder} is a file. Name a folder for the pages.")
    listed = folder / LIST_NAME
    if not listed.is_file():
        if any(folder.iterdir()):
            raise InputError(
                f"{folder} holds something else. Name a new or an empty folder for the pages."
            )
        return set()
    try:
        names = json.loads(listed.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{listed} cannot be read. Delete the folder, or name another one."
        ) from error
    # Whoever edits the list must not make us delete anything else.
    return {name for name in names if isinstance(name, str) and _OURS.fullmatch(name)}


def _write(folder: Path, files: dict[str, bytes], earlier: set[str]) -> int:
    """Put the files in place, lists after what they lead to; how many old ones were taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / LIST_NAME, _listing(earlier | files.keys()))
    for name in sorted(files, key=lambda name: ("index" in name, name)):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        _put(path, files[name])
    removed = 0
    for name in sorted(earlier - files.keys()):
        if (folder / name).is_file():
            (folder / name).unlink()
            removed += 1
    _put(folder / LIST_NAME, _listing(set(files)))
    return removed


def _listing(names: set[str]) -> bytes:
    return json.dumps({"files": sorted(names)}, indent=1).encode("utf-8")


def _put(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".heard-") as folder:
        draft = Path(folder) / "draft"
        draft.write_bytes(data)
        draft.chmod(0o644)
        draft.replace(path)
