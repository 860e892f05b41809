"""What shows a house: photos from roof to floor, its point, what is odd about them, and the map of a kelurahan.

Owns house photos and points with their dates, the marks by which a picture is known again, and the checks told to
people. The content of a photo lies with `kesos.files`; the position of today stands on the registry's family. It
decides nothing: whoever judges a proposal or an eligibility reads what is told here.
"""
