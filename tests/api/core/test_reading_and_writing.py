"""Names, money, pages, order, paths: how the contract writes and reads (contract/rules.md 5)."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from openpas.api.v4.core.schema import moment_text
from openpas.demo.cast import Cast
from tests.api.conftest import Caller

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.core.echo")]

ORDER = {"uitpasNumber": "0900000095902", "regularPrice": 10}


def body(response: HttpResponse) -> Any:
    assert response.status_code in (200, 201), response.content
    return json.loads(response.content)


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        (b"10", b"10.00"),
        (b"3.1", b"3.10"),
        (b'"0.5"', b"0.50"),
        (b"0", b"0.00"),
        (b"2.20", b"2.20"),
        (b"1e1", b"10.00"),
    ],
)
def test_money_is_exact(desk: Caller, sent: bytes, written: bytes) -> None:
    response = desk.send("POST", "/orders", b'{"uitpasNumber": "1", "regularPrice": ' + sent + b"}")
    assert b'"regularPrice":' + written + b"," in response.content


@pytest.mark.parametrize("sent", [b"1.001", b"-1", b"true", b"1e400", b'"x"', b"[1]", b"1000000.01"])
def test_what_is_no_amount(desk: Caller, sent: bytes) -> None:
    response = desk.send("POST", "/orders", b'{"uitpasNumber": "1", "regularPrice": ' + sent + b"}")
    assert response.status_code == 400
    assert json.loads(response.content)["schemaErrors"][0]["jsonPointer"] == "/regularPrice"


def test_null_is_absent_in_both_directions(desk: Caller) -> None:
    answer = body(desk.send("POST", "/orders", {**ORDER, "label": None, "tariff": None}))
    assert answer == {"uitpasNumber": "0900000095902", "regularPrice": 10.0, "label": "none"}


def test_unknown_properties_and_parameters_are_ignored(desk: Caller) -> None:
    assert desk.send("POST", "/orders?withoutSorting=true", {**ORDER, "inSpotlight": True}).status_code == 201


@pytest.mark.parametrize("path", ["/numbers", "/numbers/"])
def test_slash_at_the_end_is_optional(desk: Caller, path: str) -> None:
    assert body(desk.get(path))["totalItems"] == 1000
    assert desk.send("DELETE", "/orders/3" + path[8:]).status_code == 204


def test_head(desk: Caller) -> None:
    response = desk.send("HEAD", "/numbers")
    assert (response.status_code, response.content) == (200, b"")


def test_page_defaults_and_bounds(desk: Caller) -> None:
    def members(query: str) -> list[int]:
        return [member["number"] for member in body(desk.get(f"/numbers?{query}"))["member"]]

    assert members("") == list(range(20))
    assert members("start=995") == [995, 996, 997, 998, 999]
    assert members("start=2000") == []
    assert len(members("limit=500")) == 500
    assert members("limit=&start=") == list(range(20))


def test_limit_of_zero_counts(desk: Caller) -> None:
    assert body(desk.get("/numbers?limit=0")) == {"totalItems": 1000, "member": []}


def test_limit_above_500(desk: Caller) -> None:
    response = desk.get("/numbers?limit=501")
    assert response.status_code == 400
    assert json.loads(response.content)["type"] == "https://api.publiq.be/probs/url/query-limit-exceeded"


def test_query_sets_are_counted_and_cut_by_the_database(
    cast: Cast, desk: Caller, django_assert_num_queries: Any
) -> None:
    desk.get("/clients")
    with django_assert_num_queries(2):
        assert len(body(desk.get("/clients?limit=2"))["member"]) == 2
    with django_assert_num_queries(1):
        assert body(desk.get("/clients?limit=0")) == {"totalItems": 3, "member": []}


def test_names_with_dots_and_repeated_names(desk: Caller) -> None:
    answer = body(desk.get("/filters?address.street=Kaai*&organizerId=a&organizerId=b"))
    assert (answer["street"], answer["organizers"]) == ("Kaai*", ["a", "b"])


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("sort=-creationdate,NAME", [["creationDate", True], ["name", False]]),
        ("sort=name&sort=-creationDate", [["name", False], ["creationDate", True]]),
        ("sort%5BcreationDate%5D=desc", [["creationDate", True]]),
        ("sort[Name]=ASC", [["name", False]]),
        ("", []),
        ("sort=", []),
    ],
)
def test_order(desk: Caller, query: str, keys: list[list[object]]) -> None:
    assert body(desk.get(f"/filters?{query}"))["sort"] == keys


@pytest.mark.parametrize("query", ["sort=points", "sort[name]=up", "sort[points]=asc"])
def test_order_that_is_none(desk: Caller, query: str) -> None:
    assert desk.get(f"/filters?{query}").status_code == 404


def test_plain_views_stand_under_the_same_roof(desk: Caller) -> None:
    answer = body(desk.send("POST", "/plain/", ORDER, idempotency_key="abc"))
    assert answer == {"by": "client:cast-desk", "key": "abc", "price": 10.0}
    assert body(desk.get("/plain?number=4")) == {"number": 4}
    assert desk.send("PUT", "/plain", ORDER)["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_knowing_the_caller_costs_no_query(desk: Caller, django_assert_num_queries: Any) -> None:
    desk.get("/plain?number=4")
    with django_assert_num_queries(0):
        desk.get("/plain?number=4")


@given(st.datetimes(timezones=st.timezones()))
def test_moments_are_utc_with_offset(moment: Any) -> None:
    try:
        written = moment_text(moment)
    except OverflowError:  # the first and the last day there are
        return
    assert written.endswith("+00:00")
    assert len(written) in (25, 29)
