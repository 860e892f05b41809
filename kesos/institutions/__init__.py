"""Social homes (panti) with who stays in them, and those who help (PSKS): people, institutions and groups.

Owns the homes, the stays and the helpers. Who the people are stands in the registry; so does what ails them (PPKS),
which is a fact about a person and needs no institution.
"""
