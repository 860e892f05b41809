"""XLSX row by row in constant memory, for sheets that calamine would have to hold whole.

About four times slower than calamine. Only the shared strings are kept, as one block of bytes.
"""

import datetime
import re
import zipfile
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kesos.bulk.limits import MB
from kesos.bulk.refusals import Unreadable

_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no time zone


def rows(path: Path, sheet: str) -> Iterator[tuple[int, list[Any]]]:
    """Line number and values (str, float, bool, date, datetime) of each row that has any."""
    with zipfile.ZipFile(path) as archive:
        strings = _Strings(archive)
        dates = _date_styles(archive)
        yield from _Sheet(strings, dates).rows(archive, _target(archive, sheet))


class _Strings:
    """The strings all sheets share: a million of them cost their bytes and eight more each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._bytes, self._ends = bytearray(), array("Q", [0])
        if "xl/sharedStrings.xml" not in archive.NameToInfo:
            return
        depth = {"t": 0, "rPh": 0}

        def start(name: str, _: dict[str, str]) -> None:
            if name in depth:
                depth[name] += 1

        def end(name: str) -> None:
            if name in depth:
                depth[name] -= 1
            elif name == "si":
                self._ends.append(len(self._bytes))

        def data(text: str) -> None:
            if depth["t"] and not depth["rPh"]:  # rPh repeats the text for reading aloud
                self._bytes.extend(text.encode())

        _parse(archive, "xl/sharedStrings.xml", start, end, data)

    def __getitem__(self, index: int) -> str:
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode()


class _Sheet:
    def __init__(self, strings: _Strings, dates: list[bool]) -> None:
        self._strings, self._dates = strings, dates
        self._done: list[tuple[int, list[Any]]] = []
        self._line, self._row = 0, []  # type: ignore[var-annotated]
        self._kind, self._style, self._column, self._text, self._reading = "", 0, 0, "", False

    def rows(self, archive: zipfile.ZipFile, target: str) -> Iterator[tuple[int, list[Any]]]:
        parser = _parser(self._start, self._end, self._data)
        with archive.open(target) as xml:
            while piece := xml.read(MB // 4):
                _feed(parser, piece)
                yield from self._done
                self._done.clear()

    def _start(self, name: str, told: dict[str, str]) -> None:
        if name == "c":
            self._kind, self._style, self._text = told.get("t", "n"), int(told.get("s", 0)), ""
            self._column = _column(told["r"]) if "r" in told else len(self._row)
        elif name in ("v", "t"):
            self._reading = True
        elif name == "row":
            self._line = int(told.get("r", self._line + 1))
            self._row = []

    def _end(self, name: str) -> None:
        if name == "c":
            if self._text:
                self._row.extend([""] * (self._column - len(self._row)))
                self._row.append(self._value())
        elif name in ("v", "t"):
            self._reading = False
        elif name == "row" and self._row:
            self._done.append((self._line, self._row))

    def _data(self, text: str) -> None:
        if self._reading:
            self._text += text

    def _value(self) -> Any:
        if self._kind == "s":
            return self._strings[int(self._text)]
        if self._kind == "n":
            number = float(self._text)
            dated = self._style < len(self._dates) and self._dates[self._style]
            return _dated(number) if dated else number
        if self._kind == "b":
            return self._text == "1"
        return "" if self._kind == "e" else self._text


def _dated(serial: float) -> Any:
    try:
        moment = _EPOCH + datetime.timedelta(days=serial + (1 if serial < 60 else 0), microseconds=0)
    except OverflowError:
        return serial
    moment = (moment + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == datetime.time() else moment


def _column(reference: str) -> int:
    number = 0
    for sign in reference:
        if sign.isdigit():
            break
        number = number * 26 + ord(sign) - 64
    if not 0 < number <= 16_384:
        raise Unreadable("workbook_broken")
    return number - 1


def _date_styles(archive: zipfile.ZipFile) -> list[bool]:
    """For each cell style, whether its number format shows a date."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return []
    own: dict[int, bool] = {}
    styles: list[bool] = []
    inside = [False]

    def start(name: str, told: dict[str, str]) -> None:
        if name == "numFmt":
            code = _NOT_A_CODE.sub("", told.get("formatCode", "")).lower()
            own[int(told["numFmtId"])] = bool(re.search("[dyhs]|mmm", code)) and "general" not in code
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            number = int(told.get("numFmtId", 0))
            styles.append(own.get(number, number in _DATE_IDS))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    _parse(archive, "xl/styles.xml", start, end, lambda _: None)
    return styles


def _target(archive: zipfile.ZipFile, sheet: str) -> str:
    relation: dict[str, str] = {}
    target: dict[str, str] = {}

    def sheets(name: str, told: dict[str, str]) -> None:
        if name == "sheet":
            relation[told["name"]] = next((v for k, v in told.items() if k.split(":")[-1] == "id"), "")

    def relations(name: str, told: dict[str, str]) -> None:
        if name == "Relationship":
            target[told["Id"]] = told["Target"]

    _parse(archive, "xl/workbook.xml", sheets, lambda _: None, lambda _: None)
    _parse(archive, "xl/_rels/workbook.xml.rels", relations, lambda _: None, lambda _: None)
    found = target.get(relation.get(sheet, ""), "")
    return found.lstrip("/") if found.startswith("/") else f"xl/{found}"


def _parser(start: Callable[..., None], end: Callable[..., None], data: Callable[[str], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    # some writers put every name behind a prefix (x:row)
    parser.StartElementHandler = lambda name, told: start(name.rpartition(":")[2], told)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _no_doctype  # no workbook needs one; entities could explode
    return parser


def _no_doctype(*_: object) -> None:
    raise Unreadable("workbook_broken")


def _feed(parser: expat.XMLParserType, piece: bytes) -> None:
    try:
        parser.Parse(piece)
    except (expat.ExpatError, ValueError, IndexError, KeyError) as broken:
        raise Unreadable("workbook_broken") from broken


def _parse(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[..., None],
    end: Callable[..., None],
    data: Callable[[str], None],
) -> None:
    parser = _parser(start, end, data)
    try:
        with archive.open(name) as xml:
            while piece := xml.read(MB):
                _feed(parser, piece)
    except KeyError as missing:
        raise Unreadable("workbook_broken") from missing
