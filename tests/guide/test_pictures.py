"""Pictures of the guides: all there, small, and none that nobody looks at."""

import re

import pytest
from PIL import Image

from kesos.guide import shipped
from tests.browser.test_guide import LARGEST, SHOTS

USED = re.compile(r"\.\./pictures/panduan/([a-z0-9-]+)\.webp")


def used():
    return {name for file in shipped.guides().glob("*.md") for name in USED.findall(file.read_text(encoding="utf-8"))}


def test_every_picture_of_a_guide_is_taken_from_a_screen_and_none_is_left_over():
    taken = {file.stem for file in shipped.pictures().glob("*.webp")}

    assert used() == taken
    assert taken == {*SHOTS, "halaman-saya"}


@pytest.mark.parametrize("file", sorted(shipped.pictures().glob("*.webp")), ids=lambda file: file.stem)
def test_a_picture_costs_a_cheap_phone_little(file):
    with Image.open(file) as picture:
        assert picture.format == "WEBP"
        assert picture.width >= 900
    assert file.stat().st_size <= LARGEST
