"""The region tree of Kemendagri with its dates and successors, boundaries, code lists, and «within this area»."""
