"""Users, roles, dated grants, delegation, login, sessions; turns a user into an actor."""
