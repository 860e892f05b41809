"""The printing process: Typst in a process of its own, with little memory, no secrets and no network.

A template is written by an office. It may loop for ever or ask for all the memory there is, and Typst cannot be
interrupted from Python; a process can. Speaks frames over its standard streams: request, answer, request, …
"""

import json
import os
import resource
import struct
import sys
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal

import segno
import typst

LENGTH = struct.Struct(">I")
# A mask that is fixed costs a sixth of trying all eight; readers do not care which one it is.
QR_MASK = 2
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]


def main() -> None:
    folder, memory = Path(sys.argv[1]), int(sys.argv[2])
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    write_frame(taken, b"{}")  # the other side waits for this as long as a slow disk needs
    taken.flush()
    while (request := read_frame(given)) is not None:
        answer, pages = _print(folder, json.loads(request))
        write_frame(taken, json.dumps({**answer, "lengths": [len(page) for page in pages]}).encode())
        for page in pages:
            taken.write(page)
        taken.flush()


def _print(folder: Path, request: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    data = request["data"]
    if address := request.get("check_address"):
        data["qr"] = _qr(address)
    compiler = _compiler(str(folder / request["main"]), str(folder), tuple(request["fonts"]))
    try:
        made = compiler.compile(
            format=request["format"],
            ppi=request.get("ppi"),
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=[*STANDARDS] if request["format"] == "pdf" else [],
            timestamp=request["moment"],
        )
    except typst.TypstError as fault:
        return {"fault": {"message": fault.message, "diagnostic": fault.diagnostic, "hints": fault.hints}}, []
    return {}, made if isinstance(made, list) else [made or b""]


@lru_cache(maxsize=16)
def _compiler(main: str, folder: str, fonts: tuple[str, ...]) -> typst.Compiler:
    # A long-lived compiler wants a file: given bytes, it fails on the second letter.
    return typst.Compiler(
        main,
        root=folder,
        font_paths=_fonts(fonts),
        ignore_system_fonts=True,  # the same letter on every machine
        package_path=f"{folder}/no-packages",
        package_cache_path=f"{folder}/no-packages",
    )


@lru_cache(maxsize=16)
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


def _qr(address: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="m", mask=QR_MASK, micro=False, boost_error=False).save(
        drawn, kind="svg", xmldecl=False, nl=False, border=2
    )
    return drawn.getvalue().decode()


def _limit(what: int, amount: int) -> None:
    try:
        resource.setrlimit(what, (amount, amount))
    except (ValueError, OSError):  # macOS refuses some limits; the time limit of the other side stays
        os.environ["KESOS_PRESS_UNLIMITED"] = "1"


def read_frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def write_frame(stream: BinaryIO, body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)


if __name__ == "__main__":
    main()
