"""The pages of signing in and of one's own account. No address names a person."""

from django.urls import path

from openpas.web.account import listed, own_secrets, passkeys, proving, set_up
from openpas.web.account.declarations import declarations
from openpas.web.account.elsewhere import accounts_elsewhere
from openpas.web.account.invitations import invitation
from openpas.web.account.locking import lock_desk, locked
from openpas.web.account.profile import account, details
from openpas.web.account.programs import programs
from openpas.web.account.recovery_codes import recovery_codes
from openpas.web.account.registering import confirm_registration, register
from openpas.web.account.resetting import new_password, reset_password
from openpas.web.account.second_step import recovery_step, second_step, second_step_code
from openpas.web.account.sign_in import session_ended, sign_in, sign_out
from openpas.web.account.starting_over import start_over

urlpatterns = [
    path("", account, name="account"),
    path("sign-in", sign_in, name="sign_in"),
    path("sign-out", sign_out, name="sign_out"),
    path("ended", session_ended, name="session_ended"),
    path("second-step", second_step, name="second_step"),
    path("second-step/recovery", recovery_step, name="recovery_step"),
    path("second-step/<str:kind>", second_step_code, name="second_step_code"),
    path("passkeys/prove/options", passkeys.prove_options, name="passkey_prove_options"),
    path("passkeys/prove", passkeys.prove, name="passkey_prove"),
    path("passkeys/remember/options", passkeys.remember_options, name="passkey_remember_options"),
    path("passkeys/remember", passkeys.remember, name="passkey_remember"),
    path("invitations/<str:token>", invitation, name="invitation"),
    path("start-over/<str:token>", start_over, name="start_over"),
    path("reset", reset_password, name="reset_password"),
    path("password/<str:token>", new_password, name="new_password"),
    path("register", register, name="register"),
    path("register/code", confirm_registration, name="confirm_registration"),
    path("set-up", set_up.set_up, name="set_up"),
    path("set-up/app", set_up.set_up_app, name="set_up_app"),
    path("set-up/sms", set_up.set_up_sms, name="set_up_sms"),
    path("set-up/email", set_up.set_up_email, name="set_up_email"),
    path("set-up/<str:kind>/code", set_up.set_up_code, name="set_up_code"),
    path("recovery-codes", recovery_codes, name="recovery_codes"),
    path("lock", lock_desk, name="lock_desk"),
    path("locked", locked, name="unlock"),
    path("prove", proving.prove_again, name="prove_again"),
    path("prove/<str:kind>", proving.prove_by_code, name="prove_by_code"),
    path("declarations", declarations, name="declarations"),
    path("details", details, name="account_details"),
    path("email", own_secrets.email, name="account_email"),
    path("email/code", own_secrets.email_code, name="account_email_code"),
    path("password", own_secrets.password, name="account_password"),
    path("pin", own_secrets.pin, name="account_pin"),
    path("factors", listed.factors, name="account_factors"),
    path("passkeys", listed.passkeys, name="account_passkeys"),
    path("browsers", listed.browsers, name="account_browsers"),
    path("elsewhere", accounts_elsewhere, name="account_elsewhere"),
    path("programs", programs, name="account_programs"),
    path("sessions", listed.sessions, name="account_sessions"),
]
