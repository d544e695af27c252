"""The mail to somebody who was added to a family, with the link that undoes it without signing in (domain 8.1)."""

from django.conf import settings

from openpas.passholders.languages import languages_of
from openpas.passholders.models import Passholder
from openpas.records.mail import mail_after_commit


def tell_added_person(main: Passholder, member: Passholder, token: str) -> None:
    """Send it once the transaction is committed. It runs the contract, so no opt-in is asked (domain/rules.md 7.3)."""
    mail_after_commit(
        member.email,
        "passholders/mail/family_member_added",
        languages_of(member.municipality_nis, member.country),
        {
            "first_name": member.first_name,
            "main_name": f"{main.first_name} {main.name}",
            "undo_url": settings.OPENPAS_FAMILY_UNDO_URL.format(
                token=token, main=main.public_id, member=member.public_id
            ),
            "days": settings.OPENPAS_FAMILY_UNDO_DAYS,
        },
    )
