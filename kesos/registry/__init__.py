"""People and families by NIK and No KK: who, where, in which family, listed where, receiving what, known from where.

Other parts point at `Person.id` alone. Leaves to others: proposals, programmes' own rules, institutions, letters.
"""
