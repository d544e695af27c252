"""What people are sent about signing in: codes, and every change that somebody else could have made."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from openpas.foundation.text import LANGUAGES, Text
from openpas.identity.models import Factor, User
from openpas.identity.sign_in.rules import CODE_LIVES, RESET_LIVES
from openpas.records.mail import mail_after_commit
from openpas.records.sms import sms_after_commit

PASSKEY: Final = "PASSKEY"
_WAYS: Final = {
    Factor.Kind.APP: Text("een app", "une application", "an app", "eine App"),
    Factor.Kind.EMAIL: Text("codes per mail", "codes par e-mail", "codes by e-mail", "Codes per E-Mail"),
    Factor.Kind.SMS: Text("codes per sms", "codes par SMS", "codes by text message", "Codes per SMS"),
    PASSKEY: Text("een passkey", "une clé d'accès", "a passkey", "ein Passkey"),
}
_SMS: Final = Text(
    nl="{code} is je code voor UiTPAS. Geef hem aan niemand.",
    fr="{code} est votre code UiTPAS. Ne le donnez à personne.",
    en="{code} is your UiTPAS code. Give it to nobody.",
    de="{code} ist Ihr UiTPAS-Code. Geben Sie ihn niemandem.",
)
_BRUSSELS: Final = ZoneInfo("Europe/Brussels")


def language_of(user: User) -> str:
    """That of the account, or Dutch where it is none of ours."""
    return user.language if user.language in LANGUAGES else LANGUAGES[0]


def send_code(user: User, address: str, code: str) -> None:
    """A code for the second step, or to set it up."""
    _mail(user, "code", address, code=code, minutes=_minutes(CODE_LIVES.total_seconds()))


def send_code_by_sms(user: User, number: str, code: str) -> None:
    """The same by SMS. The last line lets a telephone fill it in on our page, and on no other."""
    text = _SMS.in_language(language_of(user)).format(code=code)
    sms_after_commit(number, f"{text}\n\n@{urlsplit(settings.OPENPAS_ISSUER).hostname} #{code}")


def send_address_code(user: User, address: str, code: str) -> None:
    """A code that proves that somebody reads the new address of the account."""
    _mail(user, "address_code", address, code=code, minutes=_minutes(CODE_LIVES.total_seconds()))


def send_registration_code(user: User, code: str) -> None:
    """A code that proves that somebody reads the address of a new account."""
    _mail(user, "registration_code", code=code, minutes=_minutes(CODE_LIVES.total_seconds()))


def account_exists(owner: User) -> None:
    """Somebody wanted an account with an address that has one: only its reader learns that."""
    _mail(owner, "account_exists")


def new_browser(user: User, browser: str, at: datetime) -> None:
    _mail(user, "new_browser", browser=browser, moment=f"{at.astimezone(_BRUSSELS):%d/%m/%Y %H:%M}")


def password_changed(user: User) -> None:
    _mail(user, "password_changed")


def email_changed(user: User, former: str) -> None:
    """To the former address: whoever reads it must learn that it is no longer asked."""
    _mail(user, "email_changed", former)


def factor_added(user: User, kind: str) -> None:
    _mail(user, "factor_added", way=_WAYS[kind].in_language(language_of(user)))


def factor_removed(user: User, kind: str) -> None:
    _mail(user, "factor_removed", way=_WAYS[kind].in_language(language_of(user)))


def recovery_codes_made(user: User) -> None:
    _mail(user, "recovery_codes_made")


def recovery_code_used(user: User, left: int) -> None:
    _mail(user, "recovery_code_used", left=left)


def wrong_codes(user: User) -> None:
    """Somebody knows the password and guesses codes."""
    _mail(user, "wrong_codes")


def started_over(user: User) -> None:
    """All second steps were removed after an invitation."""
    _mail(user, "started_over")


def started_over_by_sms(user: User, number: str) -> None:
    """The same, to the telephone that was lost, in case it was not."""
    sms_after_commit(number, _STARTED_OVER.in_language(language_of(user)))


def start_over(user: User, token: str, hours: int) -> None:
    """Somebody of the desk vouched for who lost every second step."""
    _mail(user, "start_over", link=f"{settings.OPENPAS_ISSUER}/account/start-over/{token}", hours=hours)


def reset_password(user: User, token: str) -> None:
    link = f"{settings.OPENPAS_ISSUER}/account/password/{token}"
    _mail(user, "reset_password", link=link, minutes=_minutes(RESET_LIVES.total_seconds()))


_STARTED_OVER: Final = Text(
    nl="Je UiTPAS-account stuurt geen codes meer naar dit nummer. Was jij dat niet? Verwittig je balie.",
    fr="Votre compte UiTPAS n'envoie plus de codes à ce numéro. Pas vous ? Prévenez votre guichet.",
    en="Your UiTPAS account sends no codes to this number any more. Not you? Tell your desk.",
    de="Ihr UiTPAS-Konto schickt keine Codes mehr an diese Nummer. Nicht Sie? Sagen Sie es Ihrer Stelle.",
)


def _mail(user: User, template: str, to: str = "", **details: object) -> None:
    known = {"name": user.name, "account_url": f"{settings.OPENPAS_ISSUER}/account/"}
    mail_after_commit(to or user.email, f"identity/mail/{template}", [language_of(user)], {**known, **details})


def _minutes(seconds: float) -> int:
    return int(seconds // 60)
