"""Questions to a ledger, one file a noun; every answer streams, in a stable order, in the shape of the contract."""
