"""Taking part: check-ins, the codes with which people check themselves in, and the ledger of points."""
