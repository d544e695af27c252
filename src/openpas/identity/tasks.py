"""Jobs of identity: mails that were asked for by who is not signed in, and throwing away what is over."""

from procrastinate.contrib.django import app

from openpas.identity.oauth.housekeeping import forget_old_authorizations, renew_signing_keys
from openpas.identity.sign_in import cleaning
from openpas.identity.sign_in.password import mail_reset_link
from openpas.identity.sign_in.registration import send
from openpas.identity.sign_in.waiting_mails import MAIL_REGISTRATION_CODE, MAIL_RESET_LINK, is_too_often, opened


@app.task(name=MAIL_RESET_LINK)
def mail_a_reset_link(sealed: str) -> None:
    """To an address with an account only, and not oftener than its reader can want."""
    email = opened(sealed)["email"]
    if not is_too_often(email):
        mail_reset_link(email)


@app.task(name=MAIL_REGISTRATION_CODE)
def mail_a_registration_code(sealed: str) -> None:
    """A code, or word of the account that is there already."""
    about = opened(sealed)
    if not is_too_often(about["email"]):
        send(about["email"], about["language"])


@app.periodic(cron="34 * * * *")
@app.task(name="identity.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every hour: what is kept of people who sign in is kept no longer than it serves."""
    cleaning.forget_what_is_over()


@app.periodic(cron="24 2 * * *")
@app.task(name="identity.keep_house")
def keep_house(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every night: what clients hold no longer, and a new key to sign with where the present one is old."""
    forget_old_authorizations()
    renew_signing_keys()
