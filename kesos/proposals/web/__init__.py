"""The screens of the month: tasks, proposals, deliberations, periods."""
