"""The store in plain Python, for tests that need no database. It forgets everything at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from feedback.actions import ports
from feedback.store.memory.announcements import MemoryAnnouncements
from feedback.store.memory.changes import MemoryChanges
from feedback.store.memory.comments import MemoryComments
from feedback.store.memory.imports import MemoryImports
from feedback.store.memory.jobs import MemoryJobs
from feedback.store.memory.links import MemoryLinks
from feedback.store.memory.mappings import MemoryMappings
from feedback.store.memory.state import Memory
from feedback.store.memory.theme_edits import MemoryThemeEdits
from feedback.store.memory.theme_runs import MemoryThemeRuns
from feedback.store.memory.themes import MemoryThemes

__all__ = ["MemoryStore"]


class MemoryStore:
    """feedback.actions.ports.Store in dicts."""

    def __init__(self) -> None:
        self._memory = Memory()
        self.comments: ports.Comments = MemoryComments(self._memory)
        self.imports: ports.Imports = MemoryImports(self._memory)
        self.mappings: ports.Mappings = MemoryMappings(self._memory)
        self.themes: ports.Themes = MemoryThemes(self._memory)
        self.theme_edits: ports.ThemeEdits = MemoryThemeEdits(self._memory)
        self.theme_runs: ports.ThemeRuns = MemoryThemeRuns(self._memory)
        self.changes: ports.Changes = MemoryChanges(self._memory)
        self.links: ports.Links = MemoryLinks(self._memory)
        self.announcements: ports.Announcements = MemoryAnnouncements(self._memory)
        self.jobs: ports.Jobs = MemoryJobs(self._memory)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Inside another one it joins that."""
        with self._memory.writing(counts=False):
            yield

    def revision(self) -> int:
        """A number that grows with every write except to jobs."""
        return self._memory.state.revision

    def close(self) -> None:
        """Nothing to let go of."""
