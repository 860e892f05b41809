"""Dated facts by file: listings, deciles, memberships, PPKS, visits, and what parts above add; people by `imports`.

The steps are those of every import: read, check as a set, show, apply in slices. A fact is written once however often
its file is sent; what a newer file says otherwise changes it, what an older one says does not.
"""
