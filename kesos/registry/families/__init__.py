"""A family told at the counter: what was said of it, and what is wrong with it, field by field."""
