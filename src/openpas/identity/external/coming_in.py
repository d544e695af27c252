"""The account of somebody whom another issuer named: linked before, linked or made now."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from openpas.identity.external.issuers import Issuer
from openpas.identity.external.refusals import ElsewhereFailed, LinkedElsewhere, OnlyWayIn
from openpas.identity.external.rules import AccountHere, Decision, Told, decide_first_time, require_domain
from openpas.identity.models import ExternalAccount, User
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.registration import is_used
from openpas.runtime import clock


def account_of(issuer: Issuer, told: Told) -> User:
    """Who it is here. Raises ElsewhereFailed for a closed account, and the refusals of `external.rules`.

    Two first times at once: the second finds what the first one wrote.
    """
    try:
        with transaction.atomic():
            return _account_of(issuer, told)
    except IntegrityError:
        with transaction.atomic():
            return _account_of(issuer, told)


@transaction.atomic
def link(user: User, issuer: Issuer, told: Told) -> None:
    """Let somebody who is signed in also come in from the issuer. Raises LinkedElsewhere and AddressElsewhere."""
    require_domain(told, issuer.trust)
    known = _known(issuer, told)
    if known is not None and known.user_id != user.pk:
        raise LinkedElsewhere
    if known is None:
        _save(user, issuer, told)


@transaction.atomic
def unlink(user: User, external_account_id: int) -> None:
    """The person comes in from there no longer. Nothing happens for what is not theirs. Raises OnlyWayIn."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    others = locked.external_accounts.exclude(pk=external_account_id).exists()
    if not (locked.has_usable_password() or locked.passkeys.exists() or others):
        raise OnlyWayIn
    if locked.external_accounts.filter(pk=external_account_id).delete()[0]:
        note_own(user, "unlink_issuer")


def linked_accounts_of(user: User) -> Sequence[ExternalAccount]:
    """From where the person may come in, for the profile."""
    return list(user.external_accounts.order_by("linked_at"))


def _account_of(issuer: Issuer, told: Told) -> User:
    require_domain(told, issuer.trust)
    known = _known(issuer, told)
    user = known.user if known is not None else _first_time(issuer, told)
    if not user.is_active:
        raise ElsewhereFailed
    return user


def _first_time(issuer: Issuer, told: Told) -> User:
    same = User.objects.select_for_update().filter(email=told.email).first() if told.email else None
    decision = decide_first_time(told, issuer.trust, None if same is None else _as_seen(same))
    if decision is Decision.CREATE or same is None:
        user = User.objects.create_user(told.email, told.name or told.email)
    else:
        user = same
        user.name = told.name if told.name and not is_used(user) else user.name
    user.email_confirmed_at = user.email_confirmed_at or clock.now()
    user.save(update_fields=["email_confirmed_at", "name"])
    _save(user, issuer, told)
    return user


def _as_seen(user: User) -> AccountHere:
    return AccountHere(is_its_owners=user.email_confirmed_at is not None or not is_used(user))


def _known(issuer: Issuer, told: Told) -> ExternalAccount | None:
    accounts = ExternalAccount.objects.select_related("user")
    return accounts.filter(issuer=issuer.party.registration.issuer, subject=told.subject).first()


def _save(user: User, issuer: Issuer, told: Told) -> None:
    ExternalAccount.objects.create(
        user=user, issuer=issuer.party.registration.issuer, subject=told.subject, linked_at=clock.now()
    )
    note_own(user, "link_issuer", issuer=issuer.name)
