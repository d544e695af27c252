"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.post import Post

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_MS = 30_000
"""A test says what happens, not how fast: the machine may be busy with other things."""
VIOLATIONS = """options => axe.run({ resultTypes: ["violations"], ...options }).then(
    ({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]))"""
DRAWN = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""Of what axe looks at only the colours can differ between one scheme and the other, once it is drawn."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")
    if not os.environ.get("OPENPAS_SCREENSHOTS"):
        pictures = [item for item in items if item.get_closest_marker("pictures")]
        config.hook.pytest_deselected(items=pictures)
        items[:] = [item for item in items if item not in pictures]


@pytest.fixture
def folder() -> Path:
    """Where the pictures of the documentation go."""
    return Path(os.environ["OPENPAS_SCREENSHOTS"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is missing; on Debian: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(live_server: LiveServer) -> str:
    """The address of the running server."""
    return str(live_server.url)


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """A page of a fresh visitor who reads Dutch. The test fails where a script fails or breaks the content policy."""
    context = browser.new_context(base_url=live, locale="nl-BE", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.extend(_policy_breach(message)))
    yield page
    context.close()
    assert failures == []


def _policy_breach(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def post(live: str, settings: Settings, tmp_path: Path) -> Post:
    """What the people of the test are sent, in a demo that knows its own address."""
    settings.OPENPAS_ISSUER = live
    settings.OPENPAS_DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.OPENPAS_SMS_FOLDER = tmp_path / "sms"
    return Post(settings.EMAIL_FILE_PATH, settings.OPENPAS_SMS_FOLDER, set())


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page as it is now, on a light and on a dark screen."""
    script = Axe().axe_script

    def finds_nothing(page: Page) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        assert page.evaluate(VIOLATIONS, {}) == []
        page.emulate_media(color_scheme="dark")
        page.evaluate(DRAWN)
        assert page.evaluate(VIOLATIONS, COLOURS) == []
        page.emulate_media(color_scheme="light")

    return finds_nothing
