import time
from django.db import transaction
from kesos.bulk.sql import run, rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.queries import what_if
from kesos.programmes.queries.what_if import Asked
from kesos.programmes.services import scores
from tests.databases import own_copy, as_owner
from tests.programmes.world import *
from decimal import Decimal
HEAD = official("KADIS", KEDIRI, 301, "what_if.run")
FILL = """
insert into registry_source (kind, title, dated_on, received_at, by_user_id, region_code) values ('import','x','2026-01-01',now(),0,'');
create temporary table crowd as select n, v.code, currval('registry_source_id_seq') as source from generate_series(0, 299999) n
join (select code, row_number() over (order by code)-1 as place, count(*) over () as places from regions_region where level=4 and valid_to is null and left(code,4)='3571') v on v.place=(n/3)%v.places;
insert into registry_person (nik, full_name, sex, birth_date, birth_place, mother_name, religion, marital, education, occupation, region_code, source_id, updated_at)
select 9971030101000000 + n / 9999 * 1000000 + n % 9999 + 1,'ORANG', (array['L','P'])[n%2+1], date '1950-01-01' + (n*7919 % 26000), '','','','','','',code,source,now() from crowd;
insert into registry_family (kk, region_code, address, rt, rw, source_id, updated_at)
select 9971030101010000 + n/3/9999*1000000 + n/3%9999+1, code,'','','',source,now() from crowd where n%3=0;
create temporary table fam as select n, p.id as person, f.id as family, p.region_code, source from crowd
join registry_person p on p.nik = 9971030101000000 + n / 9999 * 1000000 + n % 9999 + 1
join registry_family f on f.kk = 9971030101010000 + n/3/9999*1000000 + n/3%9999+1;
insert into registry_membership (person_id, family_id, relation, joined_on, source_id) select person, family, case when n%3=0 then 1 else 4 end,'2020-01-01',source from fam;
insert into registry_decile (family_id, release, decile, as_sent, source_id) select family,'2026-3', family%10+1, 'x', source from fam where n%3=0;
insert into registry_familyvisit (family_id, source_id, recorded_at, draft, floor_type) select family, source, now(), false, (family%9+1)::text from fam where n%3=0;
insert into registry_personvisit (person_id, visit_id, source_id, recorded_at, draft, difficulty_vision) select f.person, v.id, f.source, now(), false, case when n%17=0 then '1' else '4' end from fam f join registry_familyvisit v on v.family_id=f.family;
insert into programmes_waiting (programme_id, family_id, person_id, region_code, flags, score, proposed_on, entered_at, left_as) select 'PBPU-PEMDA', family, person, region_code, 0,0,'2026-09-01',now(),'' from fam where n%3=0;
"""
def test_perf(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "perf"):
        with acting(SYSTEM):
            for s in FILL.split(";\n"):
                if s.strip(): run(s)
        with as_owner() as o:
            o.execute("analyze")
        a_quota("PBPU-PEMDA", 5000)
        with acting(HEAD):
            for k in ({"places": 8000}, {"weights": {"earth_floor": Decimal(5)}}, {"decile_most": 4}):
                t=time.time(); told=what_if.compare(HEAD, Asked("PBPU-PEMDA", KEDIRI, **k), on=TODAY); print(k, round(time.time()-t,2), told.enter, told.leave)
        t=time.time(); n=scores.work_out(areas=[KEDIRI], at=AT); print("work_out", n, round(time.time()-t,2))
        t=time.time(); n=scores.work_out(areas=[KEDIRI], at=AT); print("again", n, round(time.time()-t,2))
