"""What people read about Kesos itself: the guides of each role, and what is new in words for officials.

The texts stand in `docs/panduan/` and in the part «Untuk petugas» of CHANGELOG.md; an installed package carries copies.
The short help of one screen belongs to the part that has the screen (`<part>/help.py`).
"""
