"""Large sets for benchmarks: people with passes, events that are always open, and years of past check-ins.

Everything can be addressed by its number, so that a load script needs no look-up:

* card k (from 0): eleven digits `9` and k in ten digits, then `1` when k is a multiple of four and else `0`, then the
  Luhn check digit. Card 0 is 9000000000019, card 1 is 9000000000100. Every fourth person has the social tariff, in the
  region Gent; the card says so too.
* event k (from 0): `bench-<k>`, PERMANENT, 10 euro, of `bench-organizer-<k modulo the number of organizers>`.
* client `bench-client`, secret `bench-secret`, with the rights of a desk at every organizer.

Past check-in j (from 0) is the one of person (j modulo people) · stride modulo people, where stride has no divisor in
common with the number of people: everybody comes once in every round. They are spread evenly over the months up to the
beginning of this week, so that no limit of a day or a week is used up. Every check-in has its line in the ledger, and
every balance is the sum of its lines.

Rows are made in chunks, by COPY or inside the database: memory stays flat. A chunk is committed when it is done, so a
run that is broken off leaves a part behind; start again on an empty database.
"""

from openpas.demo.bulk.generate import generate
from openpas.demo.bulk.plan import AlreadyGenerated, Plan, card_number

__all__ = ["AlreadyGenerated", "Plan", "card_number", "generate"]
