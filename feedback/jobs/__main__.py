"""The worker: does one job, named by its id, and writes how far it is."""

import os
import sys

from feedback.bootstrap import open_store
from feedback.jobs.worker import work_on
from feedback.settings import from_environment

if __name__ == "__main__":
    # What this process writes may hold what customers wrote.
    os.umask(0o077)
    settings = from_environment()
    work_on(int(sys.argv[1]), open_store(settings), settings)
