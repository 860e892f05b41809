"""Where Kesos keeps its own files: the private database, uploads, and the generated secret."""

import hashlib
import os
from functools import cache
from pathlib import Path


@cache
def data_folder() -> Path:
    """`KESOS_DATA_DIR`, or `var` of a checkout; for root a folder below /var/lib.

    PostgreSQL never runs as root, and the system user it runs as cannot enter a checkout below /root.
    """
    if named := os.environ.get("KESOS_DATA_DIR"):
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[2]
    if os.geteuid() == 0:
        mark = hashlib.sha256(str(checkout).encode()).hexdigest()[:8]
        return Path("/var/lib/kesos") / f"{checkout.name}-{mark}"
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "kesos"
