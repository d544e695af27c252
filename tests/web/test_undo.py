"""What was done at the counter can be taken back there, once."""

import re
from collections.abc import Callable

from django.test import Client

from openpas.demo.cast import Cast
from tests.web.conftest import follow, points, social

Written = Callable[[], tuple[int, ...]]
Scan = Callable[..., str]


def undoable(client: Client, address: str) -> dict[str, str]:
    """What the first button to undo something sends."""
    page = client.get(address).content.decode()
    kind, identity = re.search(r'name="kind" value="(\w+)"', page), re.search(r'name="id"\s+value="([^"]+)"', page)
    assert kind is not None
    assert identity is not None
    return {"kind": kind[1], "id": identity[1]}


def undo_first(client: Client, address: str) -> str:
    return follow(client, client.post(f"{address}/undo", undoable(client, address)))


def test_each_thing_that_was_done_can_be_undone(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/serve", {"offer": social(cast)})
    dirk.post(f"{address}/serve", {"reward": cast.drink.public_id})

    pages = [undo_first(dirk, address) for _ in range(3)]

    assert all("Ongedaan gemaakt." in page for page in pages)
    assert pages[-1].count("Ongedaan gemaakt ") == 3
    assert "Spaar 1 punt" in pages[-1]
    assert "€ 1,20" in pages[-1]
    assert points(cast) == 12


def test_undoing_twice_undoes_once(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address = scan(dirk, cast.amina_number)
    form = {**undoable(dirk, address), "nonce": "same"}
    dirk.post(f"{address}/undo", form)
    before = written()

    follow(dirk, dirk.post(f"{address}/undo", form))

    assert written() == before
    assert points(cast) == 12


def test_only_what_was_done_in_this_visit_can_be_undone(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    of_amina = undoable(dirk, scan(dirk, cast.amina_number))
    address, before = scan(dirk, cast.bart_number), written()

    response = dirk.post(f"{address}/undo", of_amina)

    assert response.status_code == 404
    assert written() == before


def test_an_undone_point_can_be_saved_again(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    undo_first(dirk, address)

    page = follow(dirk, dirk.post(f"{address}/point"))

    assert "+ 1 punt 13 punten" in page
