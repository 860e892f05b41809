"""A tuned Django admin with django-import-export, as a careful team would build it: what Kesos is measured beside.

Runs in `.rival` (tools/rival), never in Kesos' own process. In its favour: one flat table, no row policies, no audit of
what is seen, no checks on import but the types; and all that the documents of Django and django-import-export advise
for speed.
"""
