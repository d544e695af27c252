"""Refused before any rule of the programme is asked."""

from functools import partial

from tests.api.refusals.scenario import Ask, World, refused

VISIT = {"eventId": "cast-concert", "uitpasNumber": "0900000100017"}


@refused("auth/unauthorized", 401)
def nobody_says_who_calls(world: World) -> Ask:
    return partial(world.anonymous.send, "POST", "/checkins", VISIT)


@refused("auth/forbidden", 403)
def another_region(world: World) -> Ask:
    return partial(world.stranger.send, "POST", "/checkins", VISIT)


@refused("header/not-acceptable", 406)
def an_answer_as_a_page(world: World) -> Ask:
    return partial(world.desk.get, "/permissions", accept="text/html")


@refused("header/unsupported-media-type", 415)
def a_body_that_is_text(world: World) -> Ask:
    return partial(world.desk.send, "POST", "/checkins", VISIT, content_type="text/plain")


@refused("header/invalid")
def a_key_with_blanks(world: World) -> Ask:
    return partial(world.desk.send, "POST", "/checkins", VISIT, idempotency_key="not one word")


@refused("method/not-allowed", 405)
def changing_a_list(world: World) -> Ask:
    return partial(world.desk.send, "PUT", "/checkins", VISIT)


@refused("url/not-found", 404)
def a_question_without_what_is_asked(world: World) -> Ask:
    return partial(world.desk.get, "/tariffs")


@refused("url/query-limit-exceeded")
def too_much_at_once(world: World) -> Ask:
    return partial(world.desk.get, "/rewards", {"limit": "501"})


@refused("body/missing")
def nothing_sent(world: World) -> Ask:
    return partial(world.desk.send, "POST", "/checkins")


@refused("body/invalid-syntax")
def half_a_body(world: World) -> Ask:
    return partial(world.desk.send, "POST", "/checkins", b'{"eventId":')


@refused("body/invalid-data")
def a_body_without_a_number(world: World) -> Ask:
    return partial(world.desk.send, "POST", "/checkins", {"eventId": "cast-concert"})


@refused("uitpas/rate-limited", 429)
def guessing_addresses(world: World) -> Ask:
    ask = partial(world.anonymous.get, "/uitid/emails/somebody@example.org", x_client_id="cast-desk")
    while ask().status_code == 200:
        continue
    return ask
