from collections.abc import Callable

import pytest
from playwright.sync_api import Page

GOOD = "<!doctype html><html lang=nl><title>Balie</title><main><h1>Balie</h1></main></html>"
BAD = "<!doctype html><html><title>Balie</title><main><h1>Balie</h1><img src='data:,'></main></html>"


def test_the_server_answers_in_the_browser(page: Page) -> None:
    answer = page.goto("/health")

    assert answer is not None
    assert (answer.status, answer.json()) == (200, {"status": "ok"})


def test_axe_passes_a_plain_page(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content(GOOD)

    axe(page)


def test_axe_bites(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content(BAD)

    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(page)
