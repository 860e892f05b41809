"""The outbox: notices to people, written in the transaction of their cause, sent by a job, read on a screen.

Owns the notice and its way out (e-mail; other channels come later). What is said, and to whom, is the business
of the part that has a cause. A notice never holds a NIK.
"""
