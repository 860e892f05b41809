"""Dated facts by file: listings, deciles, programme memberships, visits. The people themselves come by `imports`.

The steps are those of every import: read, check as a set, show, apply in slices. A fact is written once however often
its file is sent; what a newer file says otherwise changes it, what an older one says does not.
"""
