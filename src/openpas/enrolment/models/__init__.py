"""What is kept about an enrolment beside the passholder."""

from typing import Final

from openpas.enrolment.models.drafts import RegistrationDraft
from openpas.enrolment.models.orders import Order, OrderRegistration
from openpas.enrolment.models.registrations import Consent, Picture, PrivateNote
from openpas.enrolment.models.vouchers import Voucher

__all__: Final = ["Consent", "Order", "OrderRegistration", "Picture", "PrivateNote", "RegistrationDraft", "Voucher"]
