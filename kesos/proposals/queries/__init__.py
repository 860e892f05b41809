"""Reading the month: proposals, deliberations and periods within the actor's sight."""
