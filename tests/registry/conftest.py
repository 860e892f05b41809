import pytest


@pytest.fixture(autouse=True)
def provisional_regions(db):
    from kesos.regions.models import Region

    for code in ("3571031009", "3571031001", "3571011001"):
        Region.objects.get_or_create(code=code, defaults={"name": code})
