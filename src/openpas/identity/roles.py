"""Bundles of rights that are given together (contract/rules.md 3.3, after the permission groups of before)."""

from typing import Final

from openpas.foundation.permissions import Permission

Role = frozenset[Permission]

TICKETING_VENDOR: Final[Role] = frozenset(
    {
        Permission.TARIFFS_READ,
        Permission.TICKETSALES_REGISTER,
        Permission.TICKETSALES_SEARCH,
        Permission.ORGANIZERS_SEARCH,
        Permission.EVENTS_READ,
        Permission.EVENT_SETTINGS_READ,
    }
)
"""A program that sells tickets."""

CHECKIN_AND_TICKET_DESK: Final[Role] = frozenset(
    {
        Permission.TARIFFS_READ,
        Permission.TICKETSALES_REGISTER,
        Permission.TICKETSALES_SEARCH,
        Permission.CHECKINS_WRITE,
        Permission.CHECKINS_READ,
        Permission.REWARDS_READ,
        Permission.REWARDS_REDEEM,
        Permission.REWARDS_PASSHOLDERS_READ,
        Permission.PASSES_READ,
        Permission.PASSHOLDERS_SEARCH_BY_ID,
        Permission.GROUPPASSES_SEARCH,
        Permission.PASSHOLDER_COUPONS_READ,
        Permission.GROUPPASS_COUPONS_READ,
        Permission.ORGANIZERS_SEARCH,
        Permission.ORGANIZERS_REPORTS,
        Permission.EVENTS_QR_CHECKINCODE,
        Permission.EVENT_SETTINGS_READ,
        Permission.KIOSKS_READ,
        Permission.KIOSKS_WRITE,
    }
)
"""A desk that saves points, sells tickets and hands out rewards."""

REGISTRATION_DESK: Final[Role] = CHECKIN_AND_TICKET_DESK | {
    Permission.PASSHOLDERS_SEARCH,
    Permission.PASSHOLDERS_WRITE,
    Permission.PASSHOLDERS_PICTURE_READ,
    Permission.PASSHOLDERS_PICTURE_WRITE,
    Permission.PASSHOLDERS_PRIVATE_READ,
    Permission.PASSHOLDERS_PRIVATE_WRITE,
    Permission.MEMBERSHIP_PRICES_READ,
    Permission.CARDS_READ,
    Permission.ASSOCIATIONS,
}
"""A desk that also registers passholders."""

SOCIAL_TARIFF_DESK: Final[Role] = REGISTRATION_DESK | {Permission.PASSHOLDERS_WRITE_SOCIALTARIFF}
"""A desk that may also grant the social tariff to residents of its own municipality."""

REGIONAL_DESK: Final[Role] = SOCIAL_TARIFF_DESK | {Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM}
"""A desk that may grant it to residents of other municipalities too."""

FOREIGN_RESIDENTS: Final[Role] = frozenset({Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY})
"""What a desk near the border has on top of another role."""

PLATFORM: Final[Role] = frozenset(
    {
        Permission.EVENTS_READ_ALL,
        Permission.EVENTS_UPDATE_ALL,
        Permission.EVENT_SETTINGS_READ_ALL,
        Permission.EVENT_SETTINGS_UPDATE_ALL,
        Permission.PASSHOLDERS_SEARCH_ALL,
        Permission.PERMISSIONS_READ,
        Permission.PERMISSIONS_WRITE,
    }
)
"""Rights that need no organizer."""

PLATFORM_MANAGER: Final[Role] = PLATFORM | {Permission.ORGANIZERS_ADMINS_READ, Permission.ORGANIZERS_ADMINS_WRITE}
"""Somebody who looks after the whole: clients and their rights, and the people of a desk that has nobody left."""

SCHOOL: Final[Role] = frozenset(
    {Permission.ORGANIZERS_SEARCH, Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_UPDATE}
)
"""What a school has on top of another role: the list of its pupils."""

OF_TYPE_ADMIN: Final[Role] = frozenset({Permission.ORGANIZERS_ADMINS_READ, Permission.ORGANIZERS_ADMINS_WRITE})
"""What the ADMIN of a desk may beside what the desk may; never given by a group."""

CARD_SYSTEM_ADMINISTRATOR: Final[Role] = frozenset(Permission) - PLATFORM
"""The people of a region: everything in it."""

FOR_APPS: Final[Role] = frozenset(
    {
        Permission.PASSHOLDERS_REGISTER_UITID,
        Permission.PASSHOLDERS_SELF_CHECKIN,
        Permission.PASSHOLDERS_SELF_READ,
        Permission.PASSHOLDERS_SELF_REGISTRATION,
        Permission.PASSHOLDERS_TRANSACTION_HISTORY,
    }
)
"""What a program needs so that passholders help themselves with it: of no use to a desk."""

FOR_DESKS: Final[Role] = CARD_SYSTEM_ADMINISTRATOR - OF_TYPE_ADMIN - FOR_APPS
"""What a region may let its desks do."""
