import importlib.util
import sys
from pathlib import Path

import pytest

from models import ThemeModel

# The tests run without packages (import-mode importlib), so the shared texts are loaded by path.
_spec = importlib.util.spec_from_file_location(
    "theme_test_texts", Path(__file__).with_name("texts.py")
)
texts = importlib.util.module_from_spec(_spec)
sys.modules["theme_test_texts"] = texts
_spec.loader.exec_module(texts)


@pytest.fixture(scope="session")
def english() -> tuple[list[str], list[str]]:
    return texts.comments()


@pytest.fixture(scope="session")
def indonesian() -> tuple[list[str], list[str]]:
    return texts.comments(texts.INDONESIAN)


@pytest.fixture(scope="session")
def fitted(english) -> ThemeModel:
    return ThemeModel(3, language="en").fit(english[0])
