"""Aid programmes: what they ask, who is in them, what is free, who waits, and who follows whom.

The membership itself is a fact of the registry (`registry.Enrolment`); its states, places and successors are kept here.
Proposals for aid are the month's; they hand in whoever waits.
"""
