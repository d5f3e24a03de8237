"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no bug: how long something takes is for the benchmarks.
settings.register_profile("heard", deadline=None)
settings.load_profile("heard")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data; tests on it skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data set is not here (expected in ../shared/data)")
    return SHARED_DATA
