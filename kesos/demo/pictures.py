"""Drawn pictures in place of photographs: a house front from roof to floor, a card marked as a sample."""

import random
from io import BytesIO

from PIL import Image, ImageDraw


def house(seed: int) -> BytesIO:
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    picture = Image.new("RGB", (640, 480), (207, 224, 238))
    pen = ImageDraw.Draw(picture)
    # what stands around it, so that no two houses are one picture
    for _ in range(28):
        x, y, size = chance.randint(-60, 620), chance.randint(-60, 420), chance.randint(50, 150)
        shade = chance.randint(60, 230)
        pen.ellipse((x, y, x + size, y + size), fill=(shade - 30, shade, shade - 40))
    wall = chance.choice([(214, 196, 160), (190, 205, 190), (205, 185, 175), (226, 222, 210)])
    roof = chance.choice([(140, 79, 38), (122, 60, 50), (95, 95, 100)])
    left, width = chance.randint(90, 230), chance.randint(220, 300)
    pen.rectangle((0, 400, 640, 480), fill=(150, 130, 105))
    pen.rectangle((left, 240, left + width, 410), fill=wall)
    pen.polygon([(left - 30, 240), (left + width // 2, 140), (left + width + 30, 240)], fill=roof)
    pen.rectangle((left + 30, 300, left + 90, 410), fill=(91, 47, 21))
    pen.rectangle((left + width - 130, 290, left + width - 50, 350), fill=(120, 150, 175))
    return _saved(picture)


def sample_card(title: str) -> BytesIO:
    picture = Image.new("RGB", (640, 400), (240, 244, 250))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((10, 10, 630, 390), outline=(34, 66, 122), width=4)
    pen.text((40, 60), title, fill=(34, 66, 122))
    pen.text((40, 180), "CONTOH - BUKAN DOKUMEN", fill=(140, 33, 21))
    return _saved(picture)


def _saved(picture: Image.Image) -> BytesIO:
    data = BytesIO()
    picture.save(data, "JPEG", quality=80)
    data.seek(0)
    return data
