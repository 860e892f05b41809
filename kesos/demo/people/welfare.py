"""How well a family is off: one hidden score that housing, assets, work and aid all lean on."""

from statistics import NormalDist

import numpy as np

from kesos.demo.people.draws import Floats, Ints, Topic, normal, stream
from kesos.demo.people.families import HEAD, WIFE, People
from kesos.demo.people.statistics import Kecamatan, Region

NATION_POOR_PERCENT = 10.14
RELEASES = (("2025-4", "2025-12-20"), ("2026-1", "2026-03-25"), ("2026-2", "2026-06-22"))
# cuts of the whole country: a city better off than the country has fewer than a tenth in decile 1
CUTS = np.array([round(NormalDist().inv_cdf(i / 10), 6) for i in range(1, 10)])


def centre(region: Region) -> float:
    """How far the region stands from the country, from its poverty rate."""
    usual = NormalDist()
    share = min(max(region.poor_percent, 1.0), 60.0) / 100
    return round(usual.inv_cdf(NATION_POOR_PERCENT / 100) - usual.inv_cdf(share), 6)


def scores(rng: np.random.Generator, region: Region, kecamatan: Kecamatan, people: People, village: Ints) -> Floats:
    families = len(village)
    size = np.bincount(people.family, minlength=families)
    children = np.bincount(people.family[people.age < 15], minlength=families)
    heads = np.flatnonzero(people.role == HEAD)
    no_wife = np.bincount(people.family[people.role == WIFE], minlength=families) == 0
    old_alone = (people.age[heads] >= 60) & (size == 1)
    lone_parent = no_wife & (children > 0)
    burden = 0.16 * (children - 0.65) + 0.55 * (old_alone - 0.076) + 0.45 * (lone_parent - 0.05)
    ground = normal(stream(0, region.code, Topic.WELFARE), 400) * 0.22
    here = np.array([ground[int(v.code[4:]) % 400] for v in kecamatan.villages])
    score: Floats = centre(region) + 0.92 * normal(rng, families) + here[village] - burden
    return score


def deciles(rng: np.random.Generator, score: Floats) -> Ints:
    """[release, family]: 1 is the poorest tenth of the country; a little restless from release to release."""
    return np.stack([np.searchsorted(CUTS, score + 0.12 * normal(rng, len(score))) + 1 for _ in RELEASES])
