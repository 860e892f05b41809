"""One slice of the population whole: a kecamatan with its people, houses, lives, aid and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from kesos.demo.people.draws import Floats, Ints, Texts, Topic, chance, stream
from kesos.demo.people.families import HEAD, WIFE, Matchmaker, People, draw_people
from kesos.demo.people.houses import Houses, settle
from kesos.demo.people.likeness import alike_twins, on_the_first_of_july
from kesos.demo.people.lives import ISLAM, Lives, lead
from kesos.demo.people.names import draw_names, era_of, unlike_in_family, with_titles
from kesos.demo.people.numbering import kk_numbers, niks
from kesos.demo.people.programmes import Aid, grant
from kesos.demo.people.statistics import Kecamatan, Region
from kesos.demo.people.welfare import deciles, scores

# why a person has no NIK; the rates are for the fault level «few»
NO_NIK_REASONS = ("BAYI, NIK BELUM TERBIT", "BELUM DIKETAHUI", "TIDAK MEMILIKI DOKUMEN KEPENDUDUKAN")
_KK_SINCE = np.datetime64("2009-01-01").astype(np.int64)


@dataclass(slots=True)
class Slice:
    region: Region
    kecamatan: Kecamatan
    today: int
    people: People
    houses: Houses
    lives: Lives
    aid: Aid
    names: Texts
    mothers: Texts  # maiden name of each person's mother
    nik: Ints  # of everybody, also of those who do not know theirs
    reason: Ints  # why there is none, an index into NO_NIK_REASONS; -1: there is one
    kk: Ints  # family by family
    recorded: Ints
    score: Floats
    decile: Ints  # [release, family]
    first_family: int = 0  # of a part: its place in the whole

    def parts(self, most: int) -> "Iterator[Slice]":
        """The same, some whole villages at a time, so that texts are made for few people at once."""
        per_village = np.bincount(self.houses.village, minlength=len(self.kecamatan.villages))
        ends = np.cumsum(per_village)
        first = 0
        for at, end in enumerate(ends.tolist()):
            following = int(ends[at + 1]) if at + 1 < len(ends) else None
            if end > first and (following is None or following - first > most):
                yield self.part(first, end)
                first = end

    def part(self, first: int, last: int) -> "Slice":
        """Families from `first` up to, not including, `last`."""
        begin, end = np.searchsorted(self.people.family, [first, last]).tolist()
        rows = slice(*np.searchsorted(self.aid.family, [first, last]).tolist())
        families, people, aid = slice(first, last), self.people, self.aid
        return replace(
            self,
            people=People(
                people.family[begin:end] - first,
                *(getattr(people, name)[begin:end] for name in ("sex", "birth", "age", "marital", "role")),
                *(np.maximum(getattr(people, name)[begin:end] - begin, -1) for name in ("mother", "home")),
            ),
            houses=_cut(self.houses, families),
            lives=_cut(self.lives, slice(begin, end)),
            aid=Aid(
                dtsen=aid.dtsen[families],
                dtks=aid.dtks[families],
                recipient=aid.recipient[families],
                manager=aid.manager[families] - begin,
                family=aid.family[rows] - first,
                person=aid.person[rows] - begin,
                programme=aid.programme[rows],
                start=aid.start[rows],
                end=aid.end[rows],
            ),
            **{name: getattr(self, name)[begin:end] for name in ("names", "mothers", "nik", "reason")},
            **{name: getattr(self, name)[families] for name in ("kk", "recorded", "score")},
            decile=self.decile[:, families],
            first_family=first,
        )

    @property
    def village(self) -> Ints:
        """Of each person, an index into kecamatan.villages."""
        return self.houses.village[self.people.family]

    @property
    def known_nik(self) -> Ints:
        return np.where(self.reason < 0, self.nik, 0)

    @property
    def heads(self) -> Ints:
        return np.flatnonzero(self.people.role == HEAD)


def make_slice(
    region: Region,
    kecamatan: Kecamatan,
    *,
    quota: Ints,
    people: int,
    recipients: int,
    seed: int,
    today: int,
    rate_without_nik: float,
    next_kecamatan: str,
    lifelike: bool = False,
) -> Slice:
    """`quota` tells how many families each village gets; `lifelike` people are easier to mistake for each other."""
    families = int(quota.sum())

    def luck(topic: Topic) -> np.random.Generator:
        return stream(seed, kecamatan.code, topic)

    crowd = draw_people(luck(Topic.AGES), people, region.men, region.women, region.code[:2], today)
    folk = Matchmaker(luck(Topic.FAMILIES), crowd, families, today).run()
    likeness = luck(Topic.LIKENESS)
    if lifelike:
        on_the_first_of_july(likeness, folk, today)
    houses = settle(luck(Topic.HOUSES), luck(Topic.PLACES), kecamatan, quota)
    rural = np.array([v.is_rural for v in kecamatan.villages])[houses.village]
    welfare = luck(Topic.WELFARE)
    score = scores(welfare, region, kecamatan, folk, houses.village)
    decile = deciles(welfare, score)
    lives = lead(luck(Topic.LIVES), region, folk, score, rural)
    names, mothers = _named(luck(Topic.NAMES), folk, lives)
    if lifelike:
        alike_twins(likeness, names, folk)
    reason = _without_nik(luck(Topic.WITHOUT_NIK), folk, rate_without_nik)
    aid = grant(
        luck(Topic.PROGRAMMES), folk, lives, score, recipients, rural=rural, without_nik=reason >= 0, today=today
    )
    numbers = luck(Topic.NUMBERS)
    moved = chance(numbers, 0.06, people) & (folk.age >= 20) & (next_kecamatan != kecamatan.code)
    heads = np.flatnonzero(folk.role == HEAD)
    grown = folk.birth[heads] + 17 * 366
    earliest = np.minimum(np.maximum(grown, _KK_SINCE), today - 1)
    recorded = earliest + (numbers.random(families) * (today - earliest)).astype(np.int64)
    return Slice(
        region=region,
        kecamatan=kecamatan,
        today=today,
        people=folk,
        houses=houses,
        lives=lives,
        aid=aid,
        names=names,
        mothers=mothers,
        nik=niks(kecamatan.code, next_kecamatan, folk.birth, folk.sex, moved),
        reason=reason,
        kk=kk_numbers(kecamatan.code, recorded),
        recorded=recorded,
        score=score,
        decile=decile,
    )


T = TypeVar("T", Houses, Lives)


def _cut(whole: T, rows: slice) -> T:
    return type(whole)(*(getattr(whole, f.name)[rows] for f in fields(whole)))


def _named(rng: np.random.Generator, people: People, lives: Lives) -> tuple[Texts, Texts]:
    year = people.birth * 4 // 1461 + 1970
    names = draw_names(rng, lives.group, era_of(year), people.sex)
    unlike_in_family(rng, names, people.family, lives.group, era_of(year), people.sex)
    plain = names.copy()
    with_titles(rng, names, people.sex, people.age, (lives.religion == ISLAM).astype(np.int64), lives.schooling)
    women = np.ones(len(people), dtype=np.int64)
    mothers = draw_names(rng, lives.group, era_of(year - 27), women)
    known = people.mother >= 0
    mothers[known] = plain[people.mother[known]]
    # brothers and sisters on one card whose mother is on none share hers too
    same_home = ~known & (people.home >= 0)
    first = np.full(len(people), len(people), dtype=np.int64)
    np.minimum.at(first, people.home[same_home], np.flatnonzero(same_home))
    mothers[same_home] = mothers[first[people.home[same_home]]]
    return names, mothers


def _without_nik(rng: np.random.Generator, people: People, rate: float) -> Ints:
    """Never the head nor the wife, so that a family can always be addressed."""
    count = len(people)
    kind = np.where(people.age < 1, 0, np.where(people.age < 60, 1, 2))
    weight = np.array([40.0, 0.8, 2.0])[kind] * rate
    found = chance(rng, weight, count) & (people.role != HEAD) & (people.role != WIFE)
    return np.where(found, kind, -1)
