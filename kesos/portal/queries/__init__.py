"""Reading: what an actor may see of reports, rights, accounts, incidents."""
