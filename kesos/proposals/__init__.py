"""The month: its period a kab/kota, the proposals of families, the village deliberation, the determination.

The chains themselves are flows of the kernel; this part owns what they are about and what follows from them.
Leaves to others: aid programmes (programmes), letters (documents), what a family is (registry).
"""
