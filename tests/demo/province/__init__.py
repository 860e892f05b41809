"""The province: plan, files, truth, resumption, refusals, and the file for finding doubles."""
