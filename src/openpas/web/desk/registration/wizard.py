"""A registration on the screen: its draft, the desk that registers, and the steps that are left."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Concatenate, Final, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk
from openpas.enrolment.drafts import keeping
from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.models import RegistrationDraft
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.calendar import age_on, brussels_day
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import File
from openpas.web.desk.memberships.regions import regions_with
from openpas.web.desk.registration.alike import people_like
from openpas.web.desk.registration.refused import place_of, told

Problems = dict[str, str | Promise]
LONGEST: Final = 200
P = ParamSpec("P")
WizardView = Callable[Concatenate[HttpRequest, "Wizard", P], HttpResponseBase]


@dataclass(frozen=True)
class Wizard:
    """One registration, as this clerk sees it."""

    clerk: Clerk
    draft: RegistrationDraft
    answers: Answers

    @cached_property
    def regions(self) -> list[CardSystem]:
        return regions_of(self.clerk)

    @cached_property
    def desk(self) -> Desk:
        """The desk in the region of this registration; in its first one where the draft names none of its regions."""
        chosen = next((one for one in self.regions if one.pk == self.answers.card_system_id), self.regions[0])
        return Desk(self.clerk.desk, chosen)

    @cached_property
    def may_grant(self) -> bool:
        return self._may(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)

    @cached_property
    def may_register_abroad(self) -> bool:
        return self._may(Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY)

    @cached_property
    def may_remark(self) -> bool:
        """Whether this desk writes for its colleagues about people."""
        return self._may(Permission.PASSHOLDERS_PRIVATE_WRITE)

    @cached_property
    def may_leave_insz_empty(self) -> bool:
        return self.desk.may_leave_insz_empty(self.clerk.actor)

    @property
    def is_child(self) -> bool:
        """Younger than the age from which somebody decides alone in this region."""
        born = self.answers.birth_date
        return born is not None and age_on(born, brussels_day(clock.now())) < self.desk.card_system.consent_age

    @cached_property
    def alike(self) -> list[File]:
        """People of this desk's regions who may be the one who is registered."""
        return people_like(self.clerk, self.answers)

    def _may(self, permission: Permission) -> bool:
        return self.clerk.actor.may(permission, [self.clerk.desk.pk], self.desk.card_system.pk)

    def url(self, step: str) -> str:
        return reverse("register_step", args=[self.draft.public_id, step])

    @property
    def is_finished(self) -> bool:
        """Somebody was registered with it: nothing of what was filled in is kept."""
        return self.draft.answers_encrypted is None

    @property
    def done_url(self) -> str:
        return reverse("register_done", args=[self.draft.public_id])


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `number` is what the bar counts: two pages may be one step.

    `read` puts what was typed into the answers, `problems` says what is not right yet, field by field, and `words` is
    what the page needs beside the answers.
    """

    name: str
    number: int
    title: str | Promise
    read: Callable[[Wizard, QueryDict], Answers]
    problems: Callable[[Wizard], Problems]
    words: Callable[[Wizard], dict[str, object]] = lambda _wizard: {}


def regions_of(clerk: Clerk) -> list[CardSystem]:
    """Where this desk registers people, by name. Raises PermissionMissing when nowhere."""
    clerk.actor.require(Permission.PASSHOLDERS_WRITE, [clerk.desk.pk])
    found = regions_with(clerk, Permission.PASSHOLDERS_WRITE)
    if not found:
        raise PermissionMissing("The desk registers nobody in its regions.", Permission.PASSHOLDERS_WRITE)
    return found


def wizard_of(clerk: Clerk, public_id: UUID) -> Wizard | None:
    """The registration of an address; None for one of another clerk or desk, and for one of yesterday."""
    regions_of(clerk)
    draft = keeping.draft_of(clerk.user.pk, clerk.desk.pk, public_id)
    return None if draft is None else Wizard(clerk, draft, keeping.answers_of(draft))


def with_wizard(view: WizardView[P]) -> Callable[..., HttpResponseBase]:
    """A page of one registration: the view gets the one that the address names.

    Of another desk, of yesterday, or thrown away: back to the beginning. Raises PermissionMissing where nobody is
    registered.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, clerk: Clerk, /, draft_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        wizard = wizard_of(clerk, draft_id)
        if wizard is None:
            messages.warning(request, _("Deze inschrijving is er niet meer. Begin opnieuw."))
            return redirect("register")
        return view(request, wizard, *args, **kwargs)

    return at_desk(guarded)


def typed(form: QueryDict, name: str) -> str:
    """A text without spaces around or doubled in it."""
    return " ".join(form.get(name, "").split())[:LONGEST]


def is_ticked(form: QueryDict, name: str) -> bool:
    return bool(form.get(name))


def refusals(wizard: Wizard, *checks: Callable[[], object]) -> Problems:
    """What these checks refuse, beside the fields that it is about."""
    found: Problems = {}
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found.setdefault(place_of(refusal).field, told(refusal, wizard.clerk.desk.pk))
    return found
