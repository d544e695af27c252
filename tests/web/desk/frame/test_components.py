"""The shared components: what a screen reader hears of each, and that nothing is believed that was typed."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from openpas.web.desk.people.paging import LAST, Leaf

TYPED = '<script>1</script> & "l\'eau"'
ESCAPED = "&lt;script&gt;1&lt;/script&gt; &amp; &quot;l&#x27;eau&quot;"
CHOICES = [(1, "Een"), (2, "Twee", "met uitleg")]


def drawn(source: str, **values: object) -> str:
    html = Template(CottonCompiler().process(source)).render(Context(values))
    return " ".join(html.split())


@pytest.mark.parametrize(
    "source",
    [
        '<c-field name="x" label="X" :value="typed" />',
        '<c-field name="x" label="X" value="{{ typed }}" />',
        '<c-text_area name="x" label="X" :value="typed" />',
        '<c-search_box label="X" :text="typed" />',
        '<c-live_search label="X" :text="typed" url="/x" list="rows" />',
        '<c-page_head :title="typed" />',
        '<c-problems :problems="problems" />',
    ],
)
def test_what_was_typed_is_only_ever_text(source: str) -> None:
    html = drawn(source, typed=TYPED, problems=[("x", TYPED)])

    assert ESCAPED in html
    assert "<script>" not in html


@pytest.mark.parametrize("kind", ["field", "date", "text_area", "select"])
def test_a_box_is_described_by_its_problem_and_its_hint(kind: str) -> None:
    html = drawn(f'<c-{kind} name="x" label="X" hint="Zo." problem="Fout." />')

    assert 'aria-describedby="x-problem x-hint" aria-invalid="true"' in html
    assert 'id="x-hint">Zo.</p>' in html
    assert "<span>Fout.</span>" in html
    assert '<label for="x">X</label>' in html


@pytest.mark.parametrize("kind", ["field", "date", "text_area", "select"])
def test_a_box_without_words_around_it_is_described_by_nothing(kind: str) -> None:
    html = drawn(f'<c-{kind} name="x" label="X" />')

    assert "aria-describedby" not in html
    assert " required" in html


@pytest.mark.parametrize("kind", ["field", "date", "text_area", "select"])
def test_what_may_stay_empty_says_so_and_takes_more_attributes(kind: str) -> None:
    html = drawn(f'<c-{kind} name="x" label="X" optional="yes" data-more="1" />')

    assert "(mag leeg blijven)" in html
    assert " required" not in html
    assert 'data-more="1"' in html


@pytest.mark.parametrize("value", [2, "2"])
def test_the_chosen_one_is_found_as_a_number_and_as_text(value: object) -> None:
    select = drawn('<c-select name="x" label="X" :options="choices" :value="value" />', choices=CHOICES, value=value)
    radios = drawn('<c-radios name="x" legend="X" :options="choices" :value="value" />', choices=CHOICES, value=value)

    assert '<option value="2" selected>Twee</option>' in select
    assert select.count("selected") == 1
    assert 'value="2" checked' in radios
    assert radios.count("checked") == 1
    assert "<small>met uitleg</small>" in radios


@pytest.mark.parametrize("value", [date(2026, 11, 3), "2026-11-03"])
def test_a_date_is_written_as_the_browser_wants_it(value: object) -> None:
    assert 'value="2026-11-03"' in drawn('<c-date name="x" label="X" :value="value" />', value=value)


def test_problems_lead_to_their_fields_and_take_the_focus() -> None:
    html = drawn('<c-problems :problems="problems" />', problems=[("name", "Vul je naam in."), ("", "Wacht even.")])

    assert '<a href="#name">Vul je naam in.</a>' in html
    assert "<li>Wacht even.</li>" in html
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert drawn('<c-problems :problems="problems" />', problems=[]) == ""


def test_a_table_can_be_scrolled_with_the_keyboard() -> None:
    html = drawn('<c-table caption="Tickets"><tr><td>1</td></tr></c-table>')

    assert '<div class="table-box" role="region" aria-label="Tickets" tabindex="0">' in html


def test_a_fact_without_a_way_to_change_it_has_no_link() -> None:
    assert "<a" not in drawn('<c-fact label="Naam">Amina</c-fact>')
    assert '<a href="/x">Wijzig<span class="unseen"> naam</span></a>' in drawn(
        '<c-fact label="Naam" href="/x" action="Wijzig" about="naam">Amina</c-fact>'
    )


def test_a_box_that_a_list_follows_sends_the_whole_form_for_that_list_alone() -> None:
    html = drawn('<c-live_search label="X" url="/x" list="rows"><input name="more"></c-live_search>')

    assert '<form method="get" role="search" class="stack"> <input name="more">' in html
    assert 'hx-get="/x" hx-include="closest form"' in html
    assert 'hx-target="#rows" hx-select="#rows"' in html


def test_pages_keep_what_the_address_asks_for(rf: RequestFactory) -> None:
    source, request = '<c-pages :page="page" />', rf.get("/x?text=a&page=2")

    middle = drawn(source, page=Paginator(range(3), 1).page(2), request=request)

    assert 'href="?text=a&amp;page=1"' in middle
    assert "Pagina 2 van 3" in middle
    assert 'href="?text=a&amp;page=3"' in middle
    assert drawn(source, page=Paginator([1], 1).page(1), request=request) == ""


def test_pages_that_nobody_counts_say_only_where_to_go(rf: RequestFactory) -> None:
    source, request = '<c-pages :page="page" before="Later" after="Vroeger" />', rf.get("/x")

    first = drawn(source, page=Leaf(1, has_more=True), request=request)
    last = drawn(source, page=Leaf(LAST, has_more=True), request=request)

    assert ("Vroeger" in first, "Later" in first) == (True, False)
    assert ("Vroeger" in last, "Later" in last) == (False, True)
    assert "Pagina" not in first


def test_an_alarm_is_only_there_with_words() -> None:
    assert 'role="alert"' in drawn('<c-alarm :words="typed" />', typed=TYPED)
    assert ESCAPED in drawn('<c-alarm :words="typed" />', typed=TYPED)
    assert drawn('<c-alarm :words="nothing" />', nothing="") == ""
