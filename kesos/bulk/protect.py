"""Text that a spreadsheet would take for a formula is never written as one."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def protected(text: str) -> str:
    """For CSV: a leading apostrophe says «text»; reading takes it off again (`cells.clean`)."""
    return f"'{text}" if text.startswith(_STARTS) and not _is_number(text) else text


def looks_like_formula(text: str) -> bool:
    return text.startswith(_STARTS)


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).replace(",", "", 1).isdigit() and text[0] == "-"
