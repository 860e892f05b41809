"""People put into family cards: couples, children, parents alone, three generations.

The ages come first and stay; families are made by matching. So the pyramid is the published one, and the number of
families is exact: what couples, widowed people and people on their own do not give is balanced by how many of them
live with their parents or children.
"""

from dataclasses import dataclass

import numpy as np

from kesos.demo.people.draws import Flags, Floats, Ints, apportion, chance, normal, pick
from kesos.demo.people.kinship import Pool, match, spaced
from kesos.demo.people.statistics import OLDEST, age_weights, never_married

SINGLE, MARRIED, DIVORCED, WIDOWED = 1, 2, 3, 4
HEAD, WIFE, CHILD, IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, RELATIVE = 1, 3, 4, 5, 6, 7, 8, 9
# widowed and divorced among the ever-married, by age: judged (the published columns are scrambled)
_AT = [16, 30, 40, 50, 55, 60, 65, 70, 75, 85, OLDEST]
_WIDOWED = ([0, 0, 1, 2, 3, 5, 8, 12, 20, 35, 50], [0, 1, 2, 6, 10, 17, 27, 40, 56, 78, 90])
_DIVORCED = ([3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1], [5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
# unmarried people with a card of their own, by age: judged
_ALONE = ([18, 20, 25, 30, 35, 45, OLDEST], [0, 2, 6, 12, 22, 45, 60])


@dataclass(slots=True)
class People:
    """One slice, family by family, the head first. `mother` is an index into the same arrays, or -1."""

    family: Ints
    sex: Ints  # 0 man, 1 woman
    birth: Ints  # days since 1970-01-01
    age: Ints
    marital: Ints
    role: Ints
    mother: Ints
    home: Ints  # index of the parent one lives with, or -1

    def __len__(self) -> int:
        return len(self.family)


def full_years(birth: Ints, today: int) -> Ints:
    return ((today - birth) * 4) // 1461


def draw_people(rng: np.random.Generator, count: int, men: int, women: int, province: str, today: int) -> People:
    """Ages and sexes in the published proportions, in no order; nobody married yet."""
    weights = age_weights(province)
    per_sex = apportion(count, [men, women])
    sex = np.repeat([0, 1], per_sex)
    age = np.concatenate([np.repeat(np.arange(OLDEST + 1), apportion(int(per_sex[s]), weights[s])) for s in (0, 1)])
    shuffled = rng.permutation(count)
    sex, age = sex[shuffled], age[shuffled]
    birth = today - (age * 1461 + 3) // 4 - rng.integers(0, 365, count)
    nobody = np.full(count, -1, dtype=np.int64)
    alike = np.full(count, SINGLE, dtype=np.int64)
    return People(nobody, sex, birth, full_years(birth, today), alike, nobody.copy(), nobody.copy(), nobody.copy())


class Matchmaker:
    """Turns a crowd into families; each step leaves every person in exactly one of them at the end."""

    def __init__(self, rng: np.random.Generator, people: People, families: int, today: int) -> None:
        self.rng, self.people, self.families, self.today = rng, people, families, today
        self.unit = np.full(len(people), -1, dtype=np.int64)

    def run(self) -> People:
        self.marry()
        self.leave_home()
        self.balance()
        self.give_children()
        self.place_the_rest()
        return self.in_order()

    def marry(self) -> None:
        p, rng = self.people, self.rng
        once = ~chance(rng, never_married()[p.sex, np.clip(p.age, 0, OLDEST)], len(p)) & (p.age >= 18)
        lost = _by_age(_WIDOWED, p) / 100
        left = lost + _by_age(_DIVORCED, p) / 100
        luck = rng.random(len(p))
        p.marital[:] = np.where(~once, SINGLE, np.where(luck < lost, WIDOWED, np.where(luck < left, DIVORCED, MARRIED)))
        men, women = (np.flatnonzero((p.marital == MARRIED) & (p.sex == s)) for s in (0, 1))
        pairs = min(len(men), len(women), self.families)
        men, women = (self._trim(group, pairs) for group in (men, women))
        self.husband, self.wife = (
            group[np.argsort(p.age[group] + shift + np.clip(normal(rng, pairs) * 2.4, -6, 6), kind="stable")]
            for group, shift in ((men, 0), (women, 3))
        )
        self.single_parents = np.flatnonzero((p.marital == WIDOWED) | (p.marital == DIVORCED))

    def _trim(self, group: Ints, size: int) -> Ints:
        """More of one sex than of the other: the rest are no longer married."""
        shuffled = self.rng.permutation(group)
        over = shuffled[size:]
        self.people.marital[over] = np.where(self.people.age[over] >= 50, WIDOWED, DIVORCED)
        return np.sort(shuffled[:size])

    def leave_home(self) -> None:
        p = self.people
        single = (p.marital == SINGLE) & (p.age >= 18)
        self.alone = np.flatnonzero(single & chance(self.rng, np.interp(p.age, *_ALONE) / 100, len(p)))

    def balance(self) -> None:
        """As many cards as asked: elders and young couples move in with family, or single people move out."""
        p, rng = self.people, self.rng
        elders = self.single_parents[p.age[self.single_parents] >= 58]
        elders = elders[pick_order(rng, np.asarray(p.age[elders] - 50, dtype=np.float64))]
        young = np.flatnonzero(p.age[self.husband] < 36)
        young = young[pick_order(rng, np.asarray(40 - p.age[self.husband[young]], dtype=np.float64))]
        over = len(self.husband) + len(self.single_parents) + len(self.alone) - self.families
        least = self.families // 22
        if over < least:
            at_home = np.setdiff1d(np.flatnonzero(p.marital == SINGLE), self.alone)
            grown = int((p.age[at_home] >= 18).sum())
            # in a hamlet drawn without grown-ups the eldest heads a card rather than a card having no head
            wanted = max(min(least - over, grown), -over)
            weight: Floats = np.where(p.age[at_home] >= 18, p.age[at_home].astype(np.float64), 0.0)
            chosen = at_home[pick_order(rng, weight)][:wanted]
            self.alone = np.sort(np.r_[self.alone, chosen])
            over += len(chosen)
        stay = min(len(self.alone), max(0, over - len(elders) * 3 // 4 - len(young) // 2))
        self.alone = rng.permutation(self.alone)[stay:]
        over -= stay
        moved = max(0, min(len(young) // 2, over // 2))
        # without an older woman who could be the mother there is nobody to move in with
        self.joining, joined_by, host = self._young_couples(young[:moved])
        over -= len(self.joining)
        self.elders, self.hosted_by = self._elders(elders[: max(0, over)])
        over -= len(self.elders)
        self._make_units(over, joined_by, host)

    def _free_couples(self) -> Ints:
        return np.setdiff1d(np.arange(len(self.husband)), self.joining)

    def _young_couples(self, young: Ints) -> tuple[Ints, Ints, Ints]:
        """(couple, the spouse who is the child of the house, the couple they live with)."""
        p, rng = self.people, self.rng
        link = np.where(chance(rng, 0.5, len(young)), self.husband[young], self.wife[young])
        hosts = np.setdiff1d(np.arange(len(self.husband)), young)
        hosts = hosts[p.age[self.wife[hosts]] >= 38]
        pool = Pool(self.wife[hosts], p.age[self.wife[hosts]], np.ones(len(hosts)))
        mother = match(rng, p.age[link], pool)
        kept = _first_of_each(mother)
        couple_of = np.full(len(p), -1, dtype=np.int64)
        couple_of[self.wife] = np.arange(len(self.wife))
        p.mother[link[kept]] = mother[kept]
        return young[kept], link[kept], couple_of[mother[kept]]

    def _elders(self, elders: Ints) -> tuple[Ints, Ints]:
        """(elder, the married child they live with): one elder a child, in couples with a card of their own."""
        p = self.people
        free = self._free_couples()
        child = np.r_[self.husband[free], self.wife[free]]
        found, hosted_by = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        for _ in range(3):
            child = np.setdiff1d(child, hosted_by)
            left = np.setdiff1d(elders, found)
            asked = match(self.rng, p.age[left], Pool(child, p.age[child], np.ones(len(child))), older=False)
            kept = _first_of_each(asked)
            found, hosted_by = np.r_[found, left[kept]], np.r_[hosted_by, asked[kept]]
        mothers = p.sex[found] == 1
        p.mother[hosted_by[mothers]] = found[mothers]
        return found, hosted_by

    def _make_units(self, over: int, link: Ints, host: Ints) -> None:
        """Number the cards. `over` cards too many are people on their own who go back, else divorced ones who do."""
        p = self.people
        back = max(0, min(over, len(self.alone)))
        self.alone = self.alone[back:]
        parents = np.setdiff1d(self.single_parents, self.elders)
        drop = max(0, over - back)
        self.lodgers = parents[:drop]
        parents = parents[drop:]
        free = self._free_couples()
        number = np.full(len(self.husband), -1, dtype=np.int64)
        number[free] = np.arange(len(free))
        number[self.joining] = number[host]
        self.unit[self.husband], self.unit[self.wife] = number, number
        p.role[self.husband[free]], p.role[self.wife[free]] = HEAD, WIFE
        both = np.r_[self.husband[self.joining], self.wife[self.joining]]
        p.role[both] = IN_LAW
        p.role[link] = CHILD
        p.home[link] = p.mother[link]
        owners = np.r_[parents, self.alone]
        self.unit[owners] = len(free) + np.arange(len(owners))
        p.role[owners] = HEAD
        self.unit[self.elders] = self.unit[self.hosted_by]
        p.role[self.elders] = np.where(p.role[self.hosted_by] == HEAD, PARENT, PARENT_IN_LAW)
        self.links, self.parents = link, parents

    def give_children(self) -> None:
        """Every unmarried person who is not on their own gets a mother (some a father alone, a few a grandmother)."""
        p, rng = self.people, self.rng
        children = np.flatnonzero((p.marital == SINGLE) & (self.unit < 0) & (p.age < 50))
        old_wives = self.wife[(p.age[self.wife] >= 40) & (p.role[self.wife] == WIFE)]
        mothers = np.r_[self.wife, self.parents]
        fathers = (p.sex[mothers] == 0).astype(np.int64)
        zeal = np.array([0.0, 0.55, 1.0, 1.7])[pick(rng, [10, 28, 44, 18], len(mothers))]
        ready = zeal * np.where(p.marital[mothers] == MARRIED, 1.0, np.where(fathers == 1, 0.35, 0.6))
        pools = (
            Pool(mothers, np.clip(p.age[mothers] - 3 * fathers, 0, OLDEST), ready),
            Pool(old_wives, p.age[old_wives], np.ones(len(old_wives))),
        )
        orphans = chance(rng, np.where(p.age[children] < 18, 0.012, 0.0), len(children))
        grandmothers = match(rng, p.age[children[orphans]] + 24, pools[1])
        taken = children[orphans][grandmothers >= 0]
        self._settle(taken, grandmothers[grandmothers >= 0], GRANDCHILD)
        children = np.setdiff1d(children, taken)
        parent = match(rng, p.age[children], pools[0])
        everyone = np.r_[children, self.links]
        which = np.r_[np.zeros(len(children)), np.full(len(self.links), 9)].astype(np.int64)
        parent, birth = spaced(
            rng, p.age[everyone], p.birth[everyone], np.r_[parent, p.mother[self.links]], pools, which
        )
        p.birth[everyone] = birth
        p.age[everyone] = full_years(birth, self.today)
        parent = parent[: len(children)]
        found = parent >= 0
        own = np.isin(p.role[parent[found]], (HEAD, WIFE))
        self._settle(children[found], parent[found], np.where(own, CHILD, GRANDCHILD))
        women = p.sex[parent[found]] == 1
        p.mother[children[found][women]] = parent[found][women]

    def _settle(self, who: Ints, whose: Ints, role: Ints | int) -> None:
        self.unit[who] = self.unit[whose]
        self.people.home[who] = whose
        self.people.role[who] = role

    def place_the_rest(self) -> None:
        left = np.flatnonzero(self.unit < 0)
        self.unit[left] = self.rng.integers(0, self.families, len(left))
        self.people.role[left] = RELATIVE

    def in_order(self) -> People:
        """Family by family in an order that says nothing; head, spouse, then children from the eldest."""
        p = self.people
        shuffled = self.rng.permutation(self.families)
        order = np.lexsort((p.birth, p.role, shuffled[self.unit]))
        place = np.empty(len(p) + 1, dtype=np.int64)
        place[order] = np.arange(len(p))
        place[-1] = -1
        return People(
            family=shuffled[self.unit][order],
            sex=p.sex[order],
            birth=p.birth[order],
            age=p.age[order],
            marital=p.marital[order],
            role=p.role[order],
            mother=place[p.mother[order]],
            home=place[p.home[order]],
        )


def pick_order(rng: np.random.Generator, weights: Floats) -> Ints:
    """A shuffled order in which the heavier tend to come first."""
    return np.argsort(-(rng.random(len(weights)) * np.maximum(weights, 0.1) + (weights > 0)), kind="stable")


def _by_age(curves: tuple[list[int], list[int]], people: People) -> Floats:
    men, women = (np.interp(people.age, _AT, curve) for curve in curves)
    return np.where(people.sex == 0, men, women)


def _first_of_each(chosen: Ints) -> Flags:
    """True for the first who asked for each person; never for -1."""
    kept = np.zeros(len(chosen), dtype=np.bool_)
    _, first = np.unique(chosen, return_index=True)
    kept[first] = True
    return kept & (chosen >= 0)
