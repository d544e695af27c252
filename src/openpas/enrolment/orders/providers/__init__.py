"""Who can take the money: one module per payment provider (`orders.payments.PaymentProvider`)."""
