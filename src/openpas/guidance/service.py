"""Commands of help, news and feedback: one transaction each."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.guidance.models import HelpVersion, NewsItem, NewsReading
from openpas.guidance.queries import helpdesks_of, news_item, versions_of
from openpas.guidance.refusals import HelpChangedMeanwhile, NobodyToTell, ToldTooOften
from openpas.guidance.rules import Feedback, NewsText, fit_feedback, fit_help, fit_news
from openpas.identity.models import User
from openpas.identity.sign_in.mailboxes import normal_address
from openpas.identity.staff.managers import require_platform, require_region
from openpas.organizers.models import Organizer
from openpas.passholders.languages import languages_of
from openpas.records.mail import mail_after_commit
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.records.service import note
from openpas.runtime import clock

FEEDBACK_PER_PERSON: Final = Rate("feedback", 5, 60 * 60)


@dataclass(frozen=True, slots=True)
class HelpDraft:
    """A version that is about to be kept: where, in which language, and the version that its writer had opened."""

    card_system: CardSystem | None
    language: str
    body: str
    based_on_id: int | None = None


@transaction.atomic
def keep_help(actor: Actor, draft: HelpDraft) -> HelpVersion:
    """Let this be the help from now on; without text the place has no help of its own any more.

    Raises NotTheirRegion, TextTooLong, and HelpChangedMeanwhile when somebody kept another version first.
    """
    _require_place(actor, draft.card_system)
    body = fit_help(draft.body)
    _alone_at(draft)
    latest = versions_of(draft.card_system, draft.language).first()
    if (latest.pk if latest else None) != draft.based_on_id:
        raise HelpChangedMeanwhile
    kept = HelpVersion.objects.create(
        card_system=draft.card_system,
        language=draft.language,
        body=body,
        written_by=actor.id,
        created_at=clock.now(),
    )
    note(actor, "help.keep", f"help:{kept.pk}", card_system_id=draft.card_system and draft.card_system.pk)
    return kept


@transaction.atomic
def publish_news(actor: Actor, card_system: CardSystem | None, written: NewsText) -> NewsItem:
    """Tell the desks of a region, or all desks. Raises NotTheirRegion, TextMissing, TextTooLong and DaysUpsideDown."""
    _require_place(actor, card_system)
    text = fit_news(written)
    item = NewsItem.objects.create(
        card_system=card_system,
        title=text.title,
        body=text.body,
        shown_from=text.shown_from,
        shown_until=text.shown_until,
        written_by=actor.id,
        created_at=clock.now(),
    )
    note(actor, "news.publish", f"news:{item.pk}", card_system_id=card_system and card_system.pk)
    return item


@transaction.atomic
def change_news(actor: Actor, item_id: int, written: NewsText) -> NewsItem:
    """Tell it otherwise; who read it is not told again. Raises NewsGone and what `publish_news` raises of its text."""
    item, text = news_item(actor, item_id), fit_news(written)
    item.title, item.body = text.title, text.body
    item.shown_from, item.shown_until = text.shown_from, text.shown_until
    item.save(update_fields=["title", "body", "shown_from", "shown_until"])
    note(actor, "news.change", f"news:{item.pk}")
    return item


@transaction.atomic
def remove_news(actor: Actor, item_id: int) -> None:
    """Tell it no longer. Raises NewsGone."""
    item = news_item(actor, item_id)
    note(actor, "news.remove", f"news:{item.pk}")
    item.delete()


def mark_read(user: User, item_ids: Collection[int]) -> None:
    """Somebody has this news on screen."""
    now = clock.now()
    NewsReading.objects.bulk_create(
        (NewsReading(item_id=item_id, user=user, read_at=now) for item_id in item_ids), ignore_conflicts=True
    )


def tell(actor: Actor, user: User, organizer: Organizer, told: Feedback) -> None:
    """Mail what somebody at a desk tells to whoever helps it; nothing of it is kept here.

    Raises TextMissing, TextTooLong, NotAnAddress, NobodyToTell and ToldTooOften.
    """
    fit = fit_feedback(told)
    answer_to = normal_address(fit.email)
    addresses = helpdesks_of(organizer)
    if not addresses:
        raise NobodyToTell
    if seconds_to_wait(FEEDBACK_PER_PERSON, str(user.pk)):
        raise ToldTooOften
    language = languages_of(organizer.municipality_nis)[:1]
    # As lines, since the mail keeps no other breaks of what people type.
    details = {"name": fit.name, "desk": organizer.name, "email": answer_to, "lines": fit.message.splitlines()}
    with transaction.atomic():
        for address in addresses:
            mail_after_commit(address, "guidance/mail/feedback", language, details, answer_to=answer_to)
        note(actor, "feedback.send", f"organizer:{organizer.pk}")


def _require_place(actor: Actor, card_system: CardSystem | None) -> None:
    if card_system is None:
        require_platform(actor)
    else:
        require_region(actor, card_system.pk)


def _alone_at(draft: HelpDraft) -> None:
    """Two who keep the same help at once take turns, so that the second is told."""
    place = f"help:{draft.card_system and draft.card_system.pk}:{draft.language}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [place])
