"""What a run that finds themes starts from: the themes there are, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.comment import Comment

FIRST_DETAIL = "medium"


@dataclass(frozen=True, slots=True)
class RunStart:
    """`params`: what the run is asked for. `theme_of`: comment → theme it is in, empty when themes
    are found afresh. `until`: highest id of the comments that the latest run had read."""

    params: dict[str, Any]
    theme_of: dict[int, int] = field(default_factory=dict)
    until: int = 0

    def theme(self, comment: Comment) -> int:
        """The theme a comment is in, −1 for none."""
        return self.theme_of.get(comment.id, -1)

    def is_new(self, comment: Comment) -> bool:
        """Whether the latest run had not read it, or it is in no theme."""
        return comment.id > self.until or comment.id not in self.theme_of


def run_start(
    store: Store,
    *,
    sources: Sequence[str] = (),
    detail: str | None = None,
    number: int | None = None,
    seed: int = 0,
    fresh: bool = False,
) -> RunStart:
    """A run goes on from the themes there are, unless it is asked to start afresh, or for another
    detail or number than the latest run. With neither detail nor number it asks as that did."""
    latest = store.theme_runs.latest()
    before = {} if latest is None else store.theme_runs.params(latest[0])
    asked_before = (before.get("detail", FIRST_DETAIL), before.get("number"))
    asked = asked_before
    if detail is not None or number is not None:
        asked = (detail or FIRST_DETAIL, number)
    params = {"sources": list(sources), "detail": asked[0], "number": asked[1], "seed": seed}
    if fresh or latest is None or asked != asked_before:
        return RunStart(params)
    theme_of = {place.comment_id: place.theme_id for place in store.themes.assignments()}
    # Runs of earlier versions did not say what they had read: then only what is in no theme is new.
    until = before.get("until") or max(theme_of, default=0)
    return RunStart(params, theme_of, until)


def latest_detail(store: Store) -> str:
    """How finely the latest run told themes apart."""
    latest = store.theme_runs.latest()
    before = {} if latest is None else store.theme_runs.params(latest[0])
    return str(before.get("detail", FIRST_DETAIL))
