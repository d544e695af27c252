"""Reads of tariffs: quotes, ticket sales, granted coupons, and why a sale cost what it did."""

from openpas.tariffs.queries.coupons import (
    GrantedCouponStatus,
    ShownCoupon,
    coupons_of_group_pass,
    coupons_of_passholder,
)
from openpas.tariffs.queries.explaining import Explanation, explain
from openpas.tariffs.queries.group_balances import GroupBalance, balance_of_group
from openpas.tariffs.queries.quoting import quote, static_quote
from openpas.tariffs.queries.sales import ticket_sales, ticket_sales_of

__all__ = [
    "Explanation",
    "GrantedCouponStatus",
    "GroupBalance",
    "ShownCoupon",
    "balance_of_group",
    "coupons_of_group_pass",
    "coupons_of_passholder",
    "explain",
    "quote",
    "static_quote",
    "ticket_sales",
    "ticket_sales_of",
]
