"""What is copied along and nobody sees."""

import pytest

from kesos.bulk.cells import copy_line
from kesos.foundation.unseen import seen, unseen


@pytest.mark.parametrize(
    ("copied", "read"),
    [
        ("SULAS\u200bTRI", "SULASTRI"),
        ("\u202eIRTSALUS", "IRTSALUS"),
        ("\ufeffSITI\u2060 AMINAH\u00ad", "SITI AMINAH"),
        ("PAK\x1b[31m", "PAK[31m"),
        ("\u202a0812\u202c", "0812"),
        ("SRI\U000e0041", "SRI"),
    ],
)
def test_only_what_a_person_reads_is_kept(copied, read):
    assert (unseen(copied), seen(copied), unseen(read)) == (True, read, False)


@pytest.mark.parametrize("text", ["", "RÉNA D'COSTA", "baris satu\r\nbaris\tdua", "ꦱꦿꦶ", "Rp1.150.000,00"])
def test_what_is_read_stays_as_it_is(text):
    assert seen(text) == text


def test_a_row_of_a_file_brings_none_of_it():
    assert copy_line(2, ["SULAS\u200bTRI", "\u202aBawang\u202c"]) == "2\tSULASTRI\x1fBawang\t\n"
