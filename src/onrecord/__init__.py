"""Read news on conflicts into a ledger of sourced claims."""
