"""What the actions ask of a store: runs that found themes, applied or waiting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from feedback.domain.proposal import Proposal, ProposalItem, ProposalStatus
from feedback.domain.theme import RunReport


class ThemeRuns(Protocol):
    """Runs that found themes, applied or waiting."""

    def propose(
        self,
        report: RunReport,
        params: dict[str, Any],
        items: Sequence[ProposalItem],
        places: bytes,
        *,
        at: datetime,
    ) -> int:
        """Keep what a run found without applying it, and discard one that still waited; its id.

        `places` says which comment is in which cluster, as `feedback.themes.places` packs it.
        """

    def waiting(self) -> Proposal | None:
        """The proposal that is neither applied nor discarded."""

    def get(self, run: int) -> Proposal | None:
        """What a run proposed."""

    def places(self, run: int) -> bytes:
        """The places of a proposal that waits; empty for any other."""

    def decide(
        self, run: int, status: ProposalStatus, report: RunReport, *, by: str, at: datetime
    ) -> None:
        """Apply or discard a proposal: its places are forgotten. Raises StateError when it was
        decided already, NotFoundError when there is none."""

    def keep_clusters(self, run: int, clusters: Sequence[int]) -> None:
        """Which theme each cluster of the run's model is."""

    def params(self, run: int) -> dict[str, Any]:
        """What a run was asked for; empty when there is no such run."""

    def keep_params(self, run: int, params: dict[str, Any]) -> None:
        """Put these in place of what `params` tells. Raises NotFoundError for an unknown run."""

    def latest(self) -> tuple[int, list[int]] | None:
        """The latest applied run with its clusters' themes; None before the first that has any."""
