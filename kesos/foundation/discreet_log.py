"""What Kesos writes to its log: without NIK and No KK, and without the rows a database error quotes."""

import logging
import re

MASK = "[16 angka]"
_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
# quoted values may hold line breaks, so all is dropped up to where Python itself goes on
_QUOTED = re.compile(
    r"^[ |]*(?:DETAIL|CONTEXT|QUERY|LINE \d+):.*?"
    r"(?=^[ |+-]*Traceback |^[ |]*(?:The above exception|During handling)|\Z)",
    re.DOTALL | re.MULTILINE,
)


def discreet(text: str) -> str:
    """A broken constraint tells whose row it was ("Key (nik)=(…)"); the log keeps only which constraint."""
    return _NUMBER.sub(MASK, _QUOTED.sub("", text))


class Discreet(logging.Filter):
    """Stands at a handler: message, its values and the traceback are masked before they are written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = discreet(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = discreet(record.exc_text)
        if record.stack_info:
            record.stack_info = discreet(record.stack_info)
        return True
