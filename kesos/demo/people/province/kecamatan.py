"""One kecamatan of a province: its people, and what each set holds of them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Topic, stream
from kesos.demo.people.population import Slice, make_slice
from kesos.demo.people.province import aid, dtks, fate, ppks, social
from kesos.demo.people.province.plan import Share
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import TRUTH, Sheet
from kesos.demo.people.statistics import Region

SCHEMAS = {
    "dtks": dtks.DTKS,
    "ppks": ppks.PPKS,
    "psks": social.PSKS,
    "panti": social.PANTI,
    "sembako": aid.SEMBAKO,
    "ekstrem": aid.EXTREME,
    "register": fate.REGISTER,
    "truth": TRUTH,
}


@dataclass(slots=True)
class Made:
    tables: dict[str, pa.Table]
    sheets: dict[str, Sheet]
    register: Counter[str]

    def planted(self) -> Counter[str]:
        found = Counter(self.register)
        for name, sheet in self.sheets.items():
            found.update({f"{name}:{kind}": times for kind, times in Counter(sheet.kinds()).items()})
        return found


def draw(region: Region, share: Share, seed: int, today: int) -> Slice:
    codes = [k.code for k in region.kecamatan]
    at = codes.index(share.code)
    return make_slice(
        region,
        region.kecamatan[at],
        quota=share.families,
        people=share.people,
        recipients=0,
        seed=seed,
        today=today,
        rate_without_nik=0.0,
        next_kecamatan=codes[(at + 1) % len(codes)],
        lifelike=True,
    )


def make(of: Slice, share: Share, rates: Rates, seed: int) -> Made:
    def luck(part: int) -> np.random.Generator:
        return stream(seed, share.code, Topic.PROVINCE, part)

    what = fate.fate(luck(1), of, rates)
    listed = dtks.list_families(luck(2), of, share.listed - share.doubles)
    sheets: dict[str, Sheet] = {}
    tables: dict[str, pa.Table] = {"register": fate.register(of, what)}

    sheets["dtks"] = dtks.dtks(luck(3), of, listed, share.doubles, rates)
    fate.tell(sheets["dtks"], of, what)
    tables["dtks"] = dtks.table(of, sheets["dtks"])

    kinds = luck(4)
    sheets["ppks"], kind = ppks.ppks(kinds, of, listed, share.ppks, rates)
    tables["ppks"] = ppks.table(kinds, of, sheets["ppks"], kind)

    sheets["psks"], tables["psks"] = social.psks(luck(5), of, listed, share.psks, rates)
    sheets["panti"], tables["panti"] = social.panti(luck(6), of, share.panti, rates)

    given = luck(7)
    sheets["sembako"] = aid.sembako(given, of, listed, share.sembako, rates)
    tables["sembako"] = aid.sembako_table(given, of, sheets["sembako"])
    sheets["ekstrem"] = aid.extreme(luck(8), of, listed, share.extreme, rates)
    tables["ekstrem"] = aid.extreme_table(of, sheets["ekstrem"])
    register = Counter({"register:MENINGGAL": int(what.dead.sum()), "register:PINDAH": int(what.moved.sum())})
    return Made(tables, sheets, register)
