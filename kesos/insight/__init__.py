"""What is seen from above: totals by place, type and month, and families that stand out.

Owns pre-computed totals (a measure is one SQL statement of whichever part has the rows), the recaps read from them, and
the lists of listed families that receive nothing or receive twice. Nothing is counted when a page is opened.
"""
