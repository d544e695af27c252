"""Which texts hold, what somebody must still accept, and who accepted what."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from openpas.identity.declarations import rules
from openpas.identity.declarations.rules import Version
from openpas.identity.models import Acceptance, Document, User
from openpas.identity.staff.managers import Scope


def missing_of(user: User, on_day: date) -> list[Document]:
    """What the person must accept before it sees data of others. Two queries; there are a dozen of versions at most."""
    documents = every_document()
    accepted = set(Acceptance.objects.filter(user=user).values_list("document_id", flat=True))
    found = rules.missing([version_of(document) for document in documents.values()], accepted, on_day)
    return [documents[version.id] for version in found]


def accepted_by(user: User) -> QuerySet[Acceptance]:
    """What the person accepted, newest first."""
    return Acceptance.objects.filter(user=user).select_related("document").order_by("-accepted_at", "-pk")


def announced_for(user: User, on_day: date) -> list[Document]:
    """What will hold later and the person did not accept yet, soonest first."""
    documents = every_document()
    accepted = set(Acceptance.objects.filter(user=user).values_list("document_id", flat=True))
    coming = rules.announced([version_of(document) for document in documents.values()], on_day)
    return [documents[version.id] for version in coming if version.demands_signature and version.id not in accepted]


def every_document() -> dict[int, Document]:
    """Every version of every text by its id, oldest first."""
    return {document.pk: document for document in Document.objects.order_by("kind", "version")}


def version_of(document: Document) -> Version:
    """What the rules need of it."""
    return Version(document.pk, document.kind, document.version, document.effective_on, document.demands_signature)


@dataclass(frozen=True, slots=True)
class Published:
    """A version as managers see it."""

    document: Document
    is_in_force: bool
    is_announced: bool
    acceptances: int


def published(on_day: date) -> list[Published]:
    """Every version with how many people accepted it, newest first within its kind."""
    documents = every_document()
    versions = [version_of(document) for document in documents.values()]
    current = {version.id for version in rules.in_force(versions, on_day).values()}
    counts = dict(Document.objects.annotate(count=Count("acceptances")).values_list("pk", "count"))
    found = [
        Published(document, document.pk in current, document.effective_on > on_day, counts[document.pk])
        for document in documents.values()
    ]
    return sorted(found, key=lambda one: (one.document.kind, -one.document.version))


def acceptances_of(document: Document, scope: Scope) -> QuerySet[Acceptance]:
    """Who of the people in the scope of a manager accepted the version, newest first."""
    accepted = document.acceptances.select_related("user", "organizer").order_by("-accepted_at", "-pk")
    return accepted if scope.is_platform else accepted.filter(user__in=_staff(scope))


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody who works at a desk or manages, with what it must still accept."""

    user: User
    documents: tuple[Document, ...]


def owing(on_day: date, scope: Scope) -> list[Owing]:
    """Staff in the scope of a manager that did not accept what holds on the day, by name. Three queries."""
    documents = every_document()
    versions = [version_of(document) for document in documents.values()]
    accepted: dict[int, set[int]] = {}
    for user_id, document_id in Acceptance.objects.values_list("user_id", "document_id"):
        accepted.setdefault(user_id, set()).add(document_id)
    found = (
        Owing(user, tuple(documents[one.id] for one in rules.missing(versions, accepted.get(user.pk, set()), on_day)))
        for user in _staff(scope).order_by("name", "email")
    )
    return [one for one in found if one.documents]


def _staff(scope: Scope) -> QuerySet[User]:
    """Who works at a desk or manages: anywhere, or in these regions."""
    if scope.is_platform:
        somewhere = Q(desks__isnull=False) | Q(manages__isnull=False)
    else:
        regions = scope.card_system_ids
        somewhere = Q(desks__organizer__card_systems__in=regions) | Q(manages__card_system__in=regions)
    return User.objects.filter(somewhere, is_active=True).distinct()


def accepted_at(user: User, document: Document) -> datetime | None:
    """When the person accepted this version; None if it did not."""
    return Acceptance.objects.filter(user=user, document=document).values_list("accepted_at", flat=True).first()
