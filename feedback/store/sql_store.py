"""Everything Heard remembers, in a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from feedback.actions import ports
from feedback.store.announcements import SqlAnnouncements
from feedback.store.changes import SqlChanges
from feedback.store.comment_columns import CommentColumns
from feedback.store.comments import SqlComments
from feedback.store.database import Database
from feedback.store.decisions import SqlDecisions
from feedback.store.imports import SqlImports
from feedback.store.jobs import SqlJobs
from feedback.store.links import SqlLinks
from feedback.store.mappings import SqlMappings
from feedback.store.promises import SqlPromises
from feedback.store.tellings import SqlTellings
from feedback.store.theme_edits import SqlThemeEdits
from feedback.store.theme_runs import SqlThemeRuns
from feedback.store.themes import SqlThemes
from feedback.store.tracking import SqlTracking


class SqlStore:
    """feedback.actions.ports.Store in SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        columns = CommentColumns(database)
        self.comments: ports.Comments = SqlComments(database)
        self.imports: ports.Imports = SqlImports(database)
        self.mappings: ports.Mappings = SqlMappings(database)
        self.themes: ports.Themes = SqlThemes(database, columns)
        self.theme_edits: ports.ThemeEdits = SqlThemeEdits(database)
        self.theme_runs: ports.ThemeRuns = SqlThemeRuns(database)
        self.changes: ports.Changes = SqlChanges(database)
        self.links: ports.Links = SqlLinks(database)
        self.decisions: ports.Decisions = SqlDecisions(database)
        self.announcements: ports.Announcements = SqlAnnouncements(database)
        self.tellings: ports.Tellings = SqlTellings(database)
        self.jobs: ports.Jobs = SqlJobs(database)
        self.tracking: ports.Tracking = SqlTracking(database, columns)
        self.promises: ports.Promises = SqlPromises(database)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Inside another one it joins that."""
        with self._database.writing(counts=False):
            yield

    def revision(self) -> int:
        """A number that grows with every write except to jobs."""
        return self._database.revision()

    def close(self) -> None:
        """Let go of files and connections."""
        self._database.close()
