"""Matching: the registry beside the population's extract and recipients' lists, and people without a sound number.

Owns snapshots (what was compared), runs, findings and their work list. What a finding leads to is decided by people
and carried out by the parts that own the data.
"""
