"""What the actions ask of a store: everything together."""

from contextlib import AbstractContextManager
from typing import Protocol

from feedback.actions.ports.announcements import Announcements
from feedback.actions.ports.changes import Changes
from feedback.actions.ports.comments import Comments
from feedback.actions.ports.imports import Imports
from feedback.actions.ports.jobs import Jobs
from feedback.actions.ports.links import Links
from feedback.actions.ports.mappings import Mappings
from feedback.actions.ports.theme_edits import ThemeEdits
from feedback.actions.ports.theme_runs import ThemeRuns
from feedback.actions.ports.themes import Themes


class Store(Protocol):
    """Everything Heard remembers."""

    comments: Comments
    imports: Imports
    mappings: Mappings
    themes: Themes
    theme_edits: ThemeEdits
    theme_runs: ThemeRuns
    changes: Changes
    links: Links
    announcements: Announcements
    jobs: Jobs

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it is stored or none. Inside another one it joins that."""

    def revision(self) -> int:
        """A number that grows with every write except to jobs: a key for caches."""

    def close(self) -> None:
        """Let go of files and connections."""
