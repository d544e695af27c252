"""Somebody who forgot a pass is found again before there are two of them."""

from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.drafts.similar import same_person_perhaps
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import File, open_file, seen_whole


def people_like(clerk: Clerk, answers: Answers) -> list[File]:
    """People of the regions of this desk with the same name and birth date. Notes the look at them."""
    born = answers.birth_date
    if born is None or not answers.name:
        return []
    who = (answers.first_name, answers.name, born)
    found = same_person_perhaps(clerk.actor, seen_whole(clerk), *who, has_insz=bool(answers.insz))
    return [open_file(clerk, person.pk) for person in found]
