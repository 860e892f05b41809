"""Which Chromium there is: named, installed, or Playwright's own. Run as a program it prints the path."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "Chromium tidak ditemukan, jadi uji peramban (tests/browser) dilewati. "
    "Jalankan `sh tools/chromium`, atau beri KESOS_CHROMIUM=/jalur/ke/chromium."
)
ALONE = ["--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check"]
QUIET = [
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-extensions", "--disable-domain-reliability", "--metrics-recording-only", "--mute-audio",
]  # fmt: skip


@cache
def find() -> str | None:
    """The first one that starts; a snap stub or a browser without its libraries does not count."""
    named = os.environ.get("KESOS_CHROMIUM")
    candidates = [named] if named else [*(shutil.which(name) for name in NAMES), *_of_playwright()]
    return next((path for path in candidates if path and _starts(path)), None)


def arguments() -> list[str]:
    """What a browser for tests is started with: it asks nobody anything; root has no sandbox."""
    return [*ALONE, *QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def is_required() -> bool:
    return os.environ.get("KESOS_BROWSER_TESTS") == "required"


def _of_playwright() -> list[str]:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    found = [
        *Path(folder).glob("chromium-*/chrome-linux*/chrome"),
        *Path(folder).glob("chromium-*/chrome-mac*/**/Chromium"),
    ]
    return sorted(map(str, found), reverse=True)


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    path = find()
    sys.stdout.write(f"{path}\n" if path else "")
    sys.exit(0 if path else 1)
