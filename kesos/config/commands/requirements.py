"""kesos requirements: writes the table of requirements, or says where it is out of date."""

import typer

from kesos.config.cli import console, spoken
from kesos.foundation.errors import Refused


def join(app: typer.Typer) -> None:
    app.command(name="requirements", hidden=True)(write)


@spoken
def write(check: bool = typer.Option(False, "--check", help="Hanya periksa; tidak menulis apa pun.")) -> None:
    """Tulis docs/requirements.md: tiap kebutuhan dengan uji dan layarnya."""
    from kesos.config import requirements as rule

    known, found = rule.requirements(), rule.promises()
    if wrong := rule.faults(found, known):
        raise Refused("\n".join(["Ada penanda yang salah:", *wrong]))
    told, file = rule.table(known, found), rule.ROOT / rule.TABLE
    if check and (not file.is_file() or file.read_text(encoding="utf-8") != told):
        raise Refused(f"{rule.TABLE} sudah usang. Jalankan: kesos requirements")
    if not check:
        file.write_text(told, encoding="utf-8")
    shown = {promise.code for promise in found}
    console.print(f"{rule.TABLE}: {len(known)} kebutuhan, {len([r for r in known if r.code in shown])} punya uji.")
