"""Pages of citizens and of the officials who serve them."""
