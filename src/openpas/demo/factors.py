"""The second step of the demo's accounts: codes by mail, which the demo's own page of messages shows."""

from openpas.identity.models import Factor, User
from openpas.runtime import clock


def give_factors() -> None:
    """Everybody who can sign in and has no second step yet gets its codes by mail."""
    now = clock.now()
    users = list(User.objects.filter(factors=None, is_active=True).order_by("pk"))
    Factor.objects.bulk_create(
        Factor(user=user, kind=Factor.Kind.EMAIL, created_at=now, confirmed_at=now, last_used_at=now) for user in users
    )
    User.objects.filter(pk__in=[user.pk for user in users]).update(email_confirmed_at=now)
