"""What citizens do and may demand, and what UU 27/2022 demands of the office.

Owns usul-sanggah with their hidden reporters, accounts of citizens, requests and objections, consents, the register of
incidents, runs of retention. Leaves people to the registry, approval to the workflow, and programmes to their own part.
"""
