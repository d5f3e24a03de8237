"""Heard on the data folder that a file names: one server for tests with a folder each."""

import os
from pathlib import Path

from feedback.ui.shell import run

os.environ["HEARD_DATA"] = Path(os.environ["TEST_FOLDER_FILE"]).read_text(encoding="utf-8")
run()
