"""What a job of each kind does."""

import dataclasses
import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from feedback.actions.importing import undo_import
from feedback.actions.links import suggest_links
from feedback.actions.placing import place_arrivals
from feedback.actions.ports import Store
from feedback.actions.sample import load_sample
from feedback.actions.theme_runs import find_themes, propose_themes
from feedback.bootstrap import customer_key
from feedback.domain.progress import Progress
from feedback.errors import HeardError
from feedback.jobs.import_files import files_of, import_files
from feedback.settings import Settings

log = logging.getLogger(__name__)

Work = Callable[[Store, Settings, Mapping[str, Any], datetime, Progress], dict[str, Any]]


def _import(
    store: Store, settings: Settings, params: Mapping[str, Any], now: datetime, progress: Progress
) -> dict[str, Any]:
    """Import uploaded files, delete the uploads, and place what is new into today's themes."""
    result = import_files(
        store,
        files_of(params),
        key=customer_key(settings, store),
        now=now,
        progress=progress,
    )
    try:
        place_arrivals(store, model_folder=settings.model_folder)
    except HeardError as error:
        # The comments are stored, whatever becomes of their themes.
        log.error("new comments were not placed\n%s", traceback.format_exc())
        result["notes"] = [
            f"The new comments were not placed into the themes there are. {error} "
            "Finding themes places them too."
        ]
    return result


def _undo_import(
    store: Store, settings: Settings, params: Mapping[str, Any], now: datetime, progress: Progress
) -> dict[str, Any]:
    """Take an import back; whole or not at all, so there is nothing to cancel on the way."""
    progress(0.0, "Taking its comments back")
    return dataclasses.asdict(undo_import(store, int(params["import"]), now=now))


def _find_themes(
    store: Store, settings: Settings, params: Mapping[str, Any], now: datetime, progress: Progress
) -> dict[str, Any]:
    """Find themes, then suggest what may answer them. Where there are themes, what would become
    of them is kept as a proposal, for a person to apply or discard."""
    if store.themes.all() and not params.get("apply"):
        proposal = propose_themes(
            store,
            sources=params.get("sources", ()),
            detail=params.get("detail"),
            number=params.get("number"),
            fresh=bool(params.get("fresh")),
            model_folder=settings.model_folder,
            now=now,
            progress=progress,
        )
        return dataclasses.asdict(proposal.report) | {"proposal": proposal.run}
    report = find_themes(
        store,
        sources=params.get("sources", ()),
        detail=params.get("detail"),
        number=params.get("number"),
        fresh=bool(params.get("fresh")),
        model_folder=settings.model_folder,
        now=now,
        progress=progress,
    )
    # The themes are stored: from here on there is nothing left to cancel.
    suggest_links(store, today=now.date())
    return dataclasses.asdict(report)


def _load_sample(
    store: Store, settings: Settings, params: Mapping[str, Any], now: datetime, progress: Progress
) -> dict[str, Any]:
    return dict(
        load_sample(
            store,
            key=customer_key(settings, store),
            model_folder=settings.model_folder,
            now=now,
            progress=progress,
        )
    )


KINDS: dict[str, Work] = {
    "import": _import,
    "find_themes": _find_themes,
    "sample": _load_sample,
    "undo_import": _undo_import,
}
