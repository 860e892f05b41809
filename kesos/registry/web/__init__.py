"""Screens of people, identity tasks, imports and exports; a view calls a query or a service and holds no rule."""
