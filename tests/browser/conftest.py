"""A real browser on the real app, with an empty data folder of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Locator,
    Page,
    Request,
    TimeoutError,
    expect,
    sync_playwright,
)

from feedback.actions.ports import Store
from feedback.bootstrap import open_store
from feedback.settings import Settings

PROJECT = Path(__file__).parents[2]
PICTURES = PROJECT / "docs" / "pictures"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
START_SECONDS = 60
WAIT_MILLISECONDS = 90_000
SETTLE_MILLISECONDS = 1_500
CHARTS_ARE_DRAWN = """() => {
    const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    return !document.querySelector("[data-testid=stMain] [data-testid=stSkeleton]")
        && charts.every((chart) => chart.querySelector("svg.main-svg"));
}"""


@dataclass
class App:
    """A running app."""

    url: str
    data: Path

    def store(self) -> Store:
        """The app's own database, to put things in and to count for oneself."""
        url = f"sqlite:///{(self.data / 'heard.db').as_posix()}"
        return open_store(Settings(data_folder=self.data, database_url=url))


@dataclass
class Visit:
    """A page and what it did that a person would not see."""

    page: Page
    requests_elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def picture(self, name: str) -> None:
        """A picture for the README, where HEARD_PICTURES says that they are wanted."""
        if "HEARD_PICTURES" not in os.environ:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.mouse.move(0, 0)
        self.page.mouse.move(720, 500)
        self.page.mouse.wheel(0, -10_000)
        self.page.mouse.move(0, 0)
        self.page.wait_for_function(CHARTS_ARE_DRAWN)
        self.page.wait_for_timeout(SETTLE_MILLISECONDS)
        expect(self.page.get_by_test_id("stToast")).to_have_count(0)
        self.page.screenshot(path=PICTURES / f"{name}.png")


def download(page: Page, button: Locator, target: Path) -> Path:
    """Click a button and keep the file it gives. Chromium holds a further file back whose making
    outlasts the click, as on a busy machine: a person clicks again."""
    for patience in (20_000, 20_000, 60_000):
        with contextlib.suppress(TimeoutError):
            with page.expect_download(timeout=patience) as given:
                button.click()
            given.value.save_as(target)
            break
    return target


def press(page: Page, key: str, seen: Locator) -> None:
    """Press a key until something is seen. The first press after a page has come may fall into
    the moment in which the page is still being put together: a person presses again."""
    for patience in (15_000, 15_000, WAIT_MILLISECONDS):
        page.keyboard.press(key)
        with contextlib.suppress(AssertionError):
            expect(seen).to_be_visible(timeout=patience)
            return
    raise AssertionError(f"pressing {key} three times did nothing")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system; the browser tests skip where there is none."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium here (on Debian: apt-get install chromium)")
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def shared_url(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Heard started once for all tests, and the file that names the data folder it uses."""
    folder = tmp_path_factory.mktemp("shared")
    names_folder = folder / "data_folder.txt"
    with served("tests/browser/shared_app.py", folder, TEST_FOLDER_FILE=str(names_folder)) as app:
        yield app.url, names_folder


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], App]]:
    """Start a script with Streamlit on a free port; it is stopped at the end."""
    with contextlib.ExitStack() as stack:
        yield lambda script: stack.enter_context(served(script, tmp_path))


@pytest.fixture
def app(shared_url: tuple[str, Path], tmp_path: Path) -> App:
    """Heard with an empty data folder of this test's own."""
    url, names_folder = shared_url
    data = tmp_path / "data"
    names_folder.write_text(str(data), encoding="utf-8")
    return App(url, data)


@pytest.fixture
def app_of_its_own(browser: Browser, serve: Callable[[str], App]) -> App:
    """Heard started for this test, as a user starts it."""
    return serve("app.py")


@contextlib.contextmanager
def served(script: str, folder: Path, **variables: str) -> Iterator[App]:
    """A script under Streamlit, with its data in a folder; for one test or for several."""
    port = _free_port()
    data = folder / "data"
    environment = {name: value for name, value in os.environ.items() if "HEARD" not in name}
    environment |= {"HEARD_DATA": str(data), "PORT": str(port), "PYTHONPATH": str(PROJECT)}
    environment |= variables
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(url, server, log)
        yield App(url, data)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')[-2000:]}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the app did not answer within {START_SECONDS} s")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile of a reader in Britain, on a desktop."""
    fresh = browser.new_context(
        viewport={"width": 1440, "height": 960}, locale="en-GB", accept_downloads=True
    )
    fresh.set_default_timeout(WAIT_MILLISECONDS)
    yield fresh
    fresh.close()


@pytest.fixture
def visit(context: BrowserContext, tmp_path: Path) -> Iterator[Visit]:
    """A page that notes requests to other hosts, and dialogs; its end is kept as a picture."""
    seen = Visit(context.new_page())

    def note_request(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            seen.requests_elsewhere.append(request.url)

    def forget_blocked(request: Request) -> None:
        """What a policy stopped never left the browser."""
        if request.failure == "csp" and request.url in seen.requests_elsewhere:
            seen.requests_elsewhere.remove(request.url)

    def note_dialog(dialog: Dialog) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    seen.page.on("request", note_request)
    seen.page.on("requestfailed", forget_blocked)
    seen.page.on("dialog", note_dialog)
    yield seen
    seen.page.screenshot(path=tmp_path / "at_the_end.png")
