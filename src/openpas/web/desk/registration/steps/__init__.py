"""The pages on which a registration is filled in, in their order."""

from typing import Final

from openpas.web.desk.registration.steps import card, consent, contact, identity, person, price, status
from openpas.web.desk.registration.wizard import Step, Wizard

_ALWAYS: Final = (card.STEP, identity.STEP, person.STEP, contact.STEP, consent.STEP)


def steps_of(wizard: Wizard) -> tuple[Step, ...]:
    """Those of this registration: the status only where it was asked for."""
    return (*_ALWAYS, *((status.STEP,) if wizard.answers.is_social else ()), price.STEP)


def step_of(wizard: Wizard, name: str) -> Step | None:
    return next((step for step in steps_of(wizard) if step.name == name), None)


def next_step(wizard: Wizard) -> Step:
    """The first that is not filled in as it should be; the last when all others are."""
    steps = steps_of(wizard)
    return next((step for step in steps[:-1] if not is_done(wizard, step)), steps[-1])


def step_before(wizard: Wizard, step: Step) -> Step | None:
    """The page to go back to; None on the first one."""
    steps = steps_of(wizard)
    place = steps.index(step)
    return steps[place - 1] if place else None


def is_done(wizard: Wizard, step: Step) -> bool:
    """Filled in, and still right after what was filled in elsewhere."""
    return step.name in wizard.answers.done and not step.problems(wizard)
