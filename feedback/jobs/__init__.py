"""Long work in a process of its own, so that it goes on when the page is closed.

A job is a row in the database. `start_job` adds the row and starts the worker; the worker writes
its progress there, and whoever wants to know reads it.
"""

from feedback.jobs.import_files import FileToImport, files_of, params_of
from feedback.jobs.starting import is_active, present, start_job

__all__ = ["FileToImport", "files_of", "is_active", "params_of", "present", "start_job"]
