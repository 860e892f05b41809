"""Signs that nobody sees, and signs that turn the text behind them about.

They come along with what is copied from a telephone or a web page. Kept, they make two names of one, stand between a
name and its search, and let a line read otherwise than it is.
"""

import re

# soft hyphen, marks of direction, widths of nothing, invisible operators, the byte order mark; of control signs all but
# tab and line ends
_SIGNS = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)


def unseen(text: str) -> bool:
    return not text.isalnum() and _SIGNS.search(text) is not None


def seen(text: str) -> str:
    """What a person reads of it."""
    return _SIGNS.sub("", text) if unseen(text) else text
