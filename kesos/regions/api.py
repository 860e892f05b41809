"""Regions for programs: found by name or code, one with what is above it, and what lies below."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from kesos.foundation.region_code import with_dots
from kesos.regions.models import Region
from kesos.regions.queries import tree
from kesos.regions.queries.search import Found, search
from kesos.ui.endpoints import Asked, needs
from kesos.ui.pages import MOST, Page, Paging, page

VIEW, CHILDREN = "region.view", "regions.children"
router = Router(tags=["Wilayah"])
Code = Annotated[str, Field(description="Kode Kemendagri tanpa titik.", examples=["3571031009"])]
Limit = Annotated[int, Query(ge=1, le=MOST)]


class RegionRow(Schema):
    code: Code
    dotted: Annotated[str, Field(examples=["35.71.03.1009"])]
    name: Annotated[str, Field(examples=["Bawang"])]
    kind: Annotated[str, Field(examples=["kelurahan"])]
    path: Annotated[str, Field(examples=["Bawang, Pesantren, Kota Kediri, Jawa Timur"])] = ""
    is_retired: bool = False


class RegionOne(RegionRow):
    valid_from: date | None
    valid_to: date | None
    successor: Annotated[str | None, Field(description="Kode pengganti bila wilayah ini sudah tidak berlaku.")]
    decree: str
    above: list[RegionRow]


@router.get("/regions", response=Page[RegionRow], operation_id="searchRegions", summary="Cari wilayah")
@needs(VIEW)
def found(
    request: Asked,
    text: Annotated[str, Query(max_length=100, description="Nama, «nama, nama di atasnya», atau kode.")] = "",
    within: Annotated[str, Query(max_length=13, description="Kode wilayah yang memuatnya.")] = "",
    with_retired: bool = False,
    limit: Limit = 20,
) -> dict[str, object]:
    """Wilayah yang namanya atau kodenya cocok, yang paling cocok lebih dahulu. Tidak berhalaman: persempit katanya."""
    rows = search(text, areas=[within], with_retired=with_retired, limit=limit)
    return {"items": [_row(each) for each in rows], "next": None}


@router.get("/regions/{code}", response=RegionOne, operation_id="getRegion", summary="Satu wilayah")
@needs(VIEW)
def one(request: Asked, code: str) -> RegionOne:
    """Wilayah berlaku atau lama menurut kodenya, dengan atau tanpa titik, beserta wilayah di atasnya."""
    region = tree.by_code(code)
    return RegionOne(
        **_told(region), path=tree.path_text(region.code), valid_from=region.valid_from, valid_to=region.valid_to,
        successor=region.successor_id, decree=region.decree,
        above=[RegionRow(**_told(each)) for each in tree.lineage(region.code) if each.code != region.code],
    )  # fmt: skip


@router.get(
    "/regions/{code}/children", response=Page[RegionRow], operation_id="listChildRegions", summary="Wilayah di bawahnya"
)
@needs(VIEW)
def children(request: Asked, code: str, paging: Query[Paging]) -> dict[str, object]:
    """Wilayah berlaku tepat di bawah kode ini, urut kode; `0` untuk semua provinsi."""
    parent, after = "" if code == "0" else tree.by_code(code).code, paging.after(CHILDREN)
    rows = [each for each in tree.children(parent) if not after or each.code > str(after[0])]
    return page(
        rows, of=CHILDREN, limit=paging.limit, mark=lambda row: [row.code], show=lambda row: RegionRow(**_told(row))
    )


def _row(found: Found) -> RegionRow:
    return RegionRow(
        code=found.code, dotted=found.dotted, name=found.name, kind=found.kind, path=found.path,
        is_retired=found.is_retired,
    )  # fmt: skip


def _told(region: Region) -> dict[str, Any]:
    return {
        "code": region.code, "dotted": with_dots(region.code), "name": region.name, "kind": region.kind,
        "is_retired": region.valid_to is not None,
    }  # fmt: skip
