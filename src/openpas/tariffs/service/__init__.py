"""Commands of tariffs: sell and cancel tickets, make and change distribution keys, make and grant coupons."""

from openpas.tariffs.service.cancelling import cancel_ticket_sale
from openpas.tariffs.service.coupons import NewCoupon, create_coupon, delete_coupon, stop_coupon
from openpas.tariffs.service.granting import grant_coupon, grant_to_new_passholder
from openpas.tariffs.service.keys import assign_key, change_key, create_key, withdraw_key
from openpas.tariffs.service.selling import TicketOrder, sell_tickets

__all__ = [
    "NewCoupon",
    "TicketOrder",
    "assign_key",
    "cancel_ticket_sale",
    "change_key",
    "create_coupon",
    "create_key",
    "delete_coupon",
    "grant_coupon",
    "grant_to_new_passholder",
    "sell_tickets",
    "stop_coupon",
    "withdraw_key",
]
