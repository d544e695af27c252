"""Whether a national number goes with the person: what it says of birth and gender (BR-PH-02)."""

from datetime import date

from openpas.enrolment.refusals import InszOfOtherBirthDate, InszOfOtherGender
from openpas.foundation.identifiers import insz_birth_date, insz_gender


def require_insz_fits(insz: str, born: date, gender: str) -> None:
    """Raise InszOfOtherBirthDate or InszOfOtherGender when the valid number says something else.

    What the number does not hold is not compared: the unknown birth date or gender of a BIS number, and a gender that
    is not told or neither of the two. The number may be right all the same, after a change of gender or a correction
    in the register: whoever saw the identity card decides.
    """
    inside = insz_birth_date(insz)
    if inside is not None and inside != born:
        raise InszOfOtherBirthDate(born=f"{inside.day}/{inside.month}/{inside.year}")
    told = insz_gender(insz)
    if told is not None and gender in ("MALE", "FEMALE") and told != gender:
        raise InszOfOtherGender
