"""The numbers of the desk (D-42): points, rewards, tickets and passes, for one period beside another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from openpas.foundation.calendar import brussels_day
from openpas.insights.deeds import Subject
from openpas.insights.queries import Statistics, statistics_of
from openpas.insights.refusals import PeriodNotUsable
from openpas.insights.rules import FEWEST, Days, percent_more
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.statistics.charts import Bar, bars_of_groups, bars_of_top, columns_of
from openpas.web.desk.statistics.periods import COMPARISONS, NONE, OWN, PERIODS, Asked, asked_in
from openpas.web.desk.words import words_of
from openpas.web.templatetags.openpas_web import euro

TABS: Final[Mapping[Subject, str | Promise]] = {
    Subject.POINTS: _("Punten sparen"),
    Subject.REWARDS: _("Voordelen omruilen"),
    Subject.TICKETS: _("Tickets"),
    Subject.PASSES: _("Passen"),
}
_COUNTED: Final[Mapping[Subject, str | Promise]] = {
    Subject.POINTS: _("keer gespaard"),
    Subject.REWARDS: _("voordelen omgeruild"),
    Subject.TICKETS: _("tickets met UiTPAS-prijs"),
    Subject.PASSES: _("mensen ingeschreven"),
}
_TOP: Final[Mapping[Subject, str | Promise]] = {
    Subject.POINTS: _("Waar het meest gespaard is"),
    Subject.REWARDS: _("Wat het meest omgeruild is"),
    Subject.TICKETS: _("Waarvoor het meest tickets verkocht zijn"),
}
_GENDERS: Final[Mapping[str, str | Promise]] = {
    "FEMALE": _("Vrouw"),
    "MALE": _("Man"),
    "X": _("X"),
    "": _("Niet bekend"),
}
_COMPARED: Final[Mapping[str, str | Promise]] = {
    "before": _("De periode ervoor"),
    "year": _("Een jaar eerder"),
    OWN: _("Andere dagen"),
    NONE: _("Niet vergelijken"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in large type, and what it was. `change` is in percent."""

    label: str
    value: str
    then: str | None
    change: int | None


@require_safe
@at_desk
def statistics(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """One subject of the four. A period that cannot be counted is told beside the form."""
    asked = asked_in(request.GET.dict(), brussels_day(clock.now()))
    subject = next((one for one in TABS if one == request.GET.get("about")), Subject.POINTS)
    words = {"clerk": clerk, "subject": subject, "tabs": _tabs(request, subject), **_form(request, asked)}
    try:
        now = _numbers(request, clerk, subject, asked.now)
        then = _numbers(request, clerk, subject, asked.then) if asked.then else None
    except PeriodNotUsable as refusal:
        return render(
            request, "desk/statistics/page.html", {**words, "problem": words_of(refusal, clerk.desk.pk)}, status=422
        )
    return render(request, "desk/statistics/page.html", {**words, **_shown(subject, now, then)})


def _numbers(request: HttpRequest, clerk: Clerk, subject: Subject, days: Days) -> Statistics:
    return statistics_of(
        clerk.actor, clerk.desk.pk, subject, days, only_social=request.GET.get("social_tariff") == "yes"
    )


def _tabs(request: HttpRequest, subject: Subject) -> list[tuple[str, str | Promise, bool]]:
    """The same periods for another subject."""
    kept = {name: value for name, value in request.GET.dict().items() if name != "about"}
    place = reverse("statistics")
    return [(f"{place}?{urlencode({'about': one, **kept})}", label, one == subject) for one, label in TABS.items()]


def _form(request: HttpRequest, asked: Asked) -> dict[str, object]:
    return {
        "asked": asked,
        "periods": [*((one.name, one.label) for one in PERIODS), (OWN, _("Andere dagen"))],
        "comparisons": [(name, _COMPARED[name]) for name in (*COMPARISONS, OWN, NONE)],
        "only_social": request.GET.get("social_tariff") == "yes",
        "fewest": FEWEST,
    }


def _shown(subject: Subject, now: Statistics, then: Statistics | None) -> dict[str, object]:
    return {
        "now": now,
        "then": then,
        "figures": _figures(subject, now, then),
        "chart": columns_of(now.steps, then.steps if then and then.is_monthly == now.is_monthly else None),
        "counted": _COUNTED[subject],
        "top_title": _TOP.get(subject, ""),
        "top": bars_of_top(now.top),
        "profile": _profile(now, then),
    }


def _figures(subject: Subject, now: Statistics, then: Statistics | None) -> list[Figure]:
    def figure(label: str | Promise, name: str) -> Figure:
        value, before = getattr(now, name), getattr(then, name) if then else None
        told = euro if (subject, name) == (Subject.TICKETS, "amount") else str
        return Figure(
            str(label),
            told(value),
            None if before is None else told(before),
            None if before is None else percent_more(value, before),
        )

    return [figure(label, name) for label, name in _FIGURES[subject]]


_FIGURES: Final[Mapping[Subject, tuple[tuple[str | Promise, str], ...]]] = {
    Subject.POINTS: (
        (_("keer gespaard"), "number"),
        (_("punten"), "amount"),
        (_("mensen"), "people"),
        (_("voor het eerst"), "newcomers"),
        (_("activiteiten"), "activities"),
    ),
    Subject.REWARDS: (
        (_("voordelen omgeruild"), "number"),
        (_("punten"), "amount"),
        (_("mensen"), "people"),
        (_("voor het eerst"), "newcomers"),
    ),
    Subject.TICKETS: (
        (_("tickets met UiTPAS-prijs"), "number"),
        (_("betaald door pashouders"), "amount"),
        (_("mensen"), "people"),
        (_("voor het eerst"), "newcomers"),
    ),
    Subject.PASSES: ((_("mensen ingeschreven"), "number"),),
}


def _profile(now: Statistics, then: Statistics | None) -> list[tuple[str, list[Bar]]]:
    """Who they were, in three lists; those without anybody are left out."""
    genders = bars_of_groups(now.genders, then.genders if then else None)
    named = [
        Bar(str(_GENDERS.get(bar.label, bar.label)), bar.number, bar.percent, bar.reach, bar.then_percent)
        for bar in genders
    ]
    lists = [
        (gettext("Leeftijd"), bars_of_groups(now.ages, then.ages if then else None)),
        (gettext("Gender"), named),
        (gettext("Gemeente"), bars_of_groups(now.cities, then.cities if then else None)),
    ]
    return [(title, bars) for title, bars in lists if bars]
