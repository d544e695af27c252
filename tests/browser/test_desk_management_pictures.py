"""The pictures of management and guidance, as test_screenshots.py takes them:
`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_desk_management_pictures.py`.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.passholders.models import Card
from openpas.runtime import clock
from openpas.settlement.rules.periods import suggested_periods
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.desk_management_world import furnish, report
from tests.browser.pictures import take

Shoot = Callable[[str], None]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pictures]


@pytest.mark.timeout(500)
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures(
    browser: Browser,
    live: str,
    cast: Cast,
    folder: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(settings, "OPENPAS_HOME", str(tmp_path))
    furnish(cast)
    with screen(browser, live, kind) as page:

        def shoot(name: str) -> None:
            take(page, folder / f"desk-{name}-{kind}.png")

        sign_in(page, cast.dirk.email)
        reports(page, cast, shoot)
        keeping(page, cast, shoot)
        guidance(page, shoot)
        sign_in(page, cast.greet.email)
        writing(page, cast, shoot)


def screen(browser: Browser, live: str, kind: str) -> AbstractContextManager[Page]:
    return desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375)


def reports(page: Page, cast: Cast, shoot: Shoot) -> None:
    page.goto("/desk/reports")
    shoot("management-reports")
    asked = report(cast, suggested_periods(brussels_day(clock.now()))[2], is_made=False)
    page.goto("/desk/reports")
    page.get_by_text("Zelf de dagen kiezen").click()
    page.get_by_label("Vanaf").fill("2026-03-31")
    page.get_by_label("Tot en met").fill("2026-03-01")
    page.get_by_role("button", name="Maak en download", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("management-reports-refused")
    asked.delete()


def keeping(page: Page, cast: Cast, shoot: Shoot) -> None:
    for name in ("events", "cards", "kiosks", "members"):
        page.goto(f"/desk/{name}")
        shoot(f"management-{name}")
    page.locator("summary").filter(has_text="Verwijder Noor Nys").click()
    shoot("management-members-remove")
    page.goto(f"/desk/events/{cast.open_house.public_id}")
    shoot("management-event")
    page.goto("/desk/cards")
    page.get_by_label("Scan of typ de kaart").fill(Card.objects.filter(status=Card.Status.PROVISIONED)[0].uitpas_number)
    page.get_by_role("button", name="Zoek op").click()
    expect(page.get_by_role("button", name="Zet in de voorraad").first).to_be_visible()
    shoot("management-card")


def guidance(page: Page, shoot: Shoot) -> None:
    for name in ("help", "news", "feedback"):
        page.goto(f"/desk/{name}")
        shoot(f"guidance-{name}")
    page.get_by_label("Je naam").fill("")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("guidance-feedback-refused")


def writing(page: Page, cast: Cast, shoot: Shoot) -> None:
    page.goto(f"/desk/help/edit/{cast.gent.pk}")
    page.get_by_role("button", name="Toon een voorbeeld").click()
    expect(page.get_by_text("Voorbeeld, nog niet bewaard")).to_be_visible()
    shoot("guidance-help-edit")
    page.goto("/console/news")
    shoot("guidance-console-news")
