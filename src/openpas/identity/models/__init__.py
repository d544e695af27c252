"""The tables of identity: accounts, clients and their rights, staff, ways to sign in, tokens, declarations."""

from openpas.identity.models.accounts import ExternalAccount, RegistrationToken, User, UserManager, new_subject
from openpas.identity.models.clients import ApiClient, Grant
from openpas.identity.models.declarations import Acceptance, Document, ProcessingRole
from openpas.identity.models.oauth import Authorization, AuthorizationCode, RefreshToken, SigningKey
from openpas.identity.models.sign_in import (
    Factor,
    FailedSignIn,
    KnownBrowser,
    Passkey,
    RecoveryCode,
    SentCode,
    SignedInSession,
    TrustedBrowser,
)
from openpas.identity.models.staff import DeskGroup, Invitation, Manager, OrganizerAdmin

__all__ = [
    "Acceptance",
    "ApiClient",
    "Authorization",
    "AuthorizationCode",
    "DeskGroup",
    "Document",
    "ExternalAccount",
    "Factor",
    "FailedSignIn",
    "Grant",
    "Invitation",
    "KnownBrowser",
    "Manager",
    "OrganizerAdmin",
    "Passkey",
    "ProcessingRole",
    "RecoveryCode",
    "RefreshToken",
    "RegistrationToken",
    "SentCode",
    "SignedInSession",
    "SigningKey",
    "TrustedBrowser",
    "User",
    "UserManager",
    "new_subject",
]
