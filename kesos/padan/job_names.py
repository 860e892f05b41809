"""Names of the background work, for the screens that start it and the jobs that carry it out."""

DOUBLES = "padan.find_doubles"
