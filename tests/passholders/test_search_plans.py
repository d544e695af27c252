"""Each way of searching follows an index, in a region of thirty thousand people."""

from datetime import date

import pytest
from django.db import connection

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.reach import in_reach
from openpas.passholders.search import NOT_ERASED, PassholderFilter, by_name, conditions_of
from tests.passholders.conftest import may

BIRTHDAY = date(1990, 5, 17)
PEOPLE = """
    WITH made AS (
        INSERT INTO passholders_passholder (public_id, name, first_name, date_of_birth, gender, nationality, email,
            phone_number, street, postal_code, city, country, municipality_nis, opt_in_service_mails,
            opt_in_milestone_mails, opt_in_info_mails, opt_in_sms, opt_in_post, uitid, family_icon, is_blocked,
            created_at)
        SELECT gen_random_uuid(), 'Name' || md5(n::text), 'First' || md5((n * 7)::text), date '1950-01-01' + n, '', '',
            md5(n::text) || '@example.org', '', 'Street ' || md5((n / 10)::text), '9000', 'Gent', 'BE', '44021',
            false, false, false, false, false, '', '', false, now()
        FROM generate_series(1, 30000) n RETURNING id)
    INSERT INTO passholders_cardsystemmembership (passholder_id, card_system_id, is_blocked, created_at)
    SELECT id, %s, false, now() FROM made
"""


INDEXES = [
    (PassholderFilter(names="aziz"), "passholder_name_parts"),
    (PassholderFilter(names="amina aziz"), "passholder_name_parts"),
    (PassholderFilter(first_name="amina"), "passholder_name_parts"),
    (PassholderFilter(email="amina*"), "passholder_plain_email"),
    (PassholderFilter(street="voorbeeld*"), "passholder_street_parts"),
    (PassholderFilter(born_from=BIRTHDAY, born_to=BIRTHDAY), "passholder_birth"),
    (PassholderFilter(uitpas_number="0900000100017"), "uitpas_number"),
    (PassholderFilter(insz="90051700255"), "insz_index"),
    (PassholderFilter(city="gent"), "passholder_plain_names"),
]


@pytest.mark.django_db
def test_the_page_of_a_search_follows_an_index(cast: Cast, subtests: pytest.Subtests) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [cast.gent.pk])
        cursor.execute("ANALYZE passholders_passholder, passholders_cardsystemmembership, passholders_card")
    clerk = may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk)
    reached = Passholder.objects.filter(NOT_ERASED, in_reach(clerk, Permission.PASSHOLDERS_SEARCH))
    for wanted, index in INDEXES:
        with subtests.test(wanted=wanted):
            plan = reached.filter(*conditions_of(clerk, wanted)).order_by(*by_name())[:10].explain()

            assert index in plan
            assert "Seq Scan on passholders_passholder" not in plan
