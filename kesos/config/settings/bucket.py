"""The S3 bucket for files, if the office names one; half a name is refused at start."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bucket:
    url: str = ""
    name: str = ""
    region: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)
    seconds: float = 30


def bucket(*, url: str, name: str, region: str, key: str, secret: str, seconds: float) -> Bucket:
    """Raises SystemExit where some of it is said and some not."""
    told = {"URL": url, "NAME": name, "KEY": key, "SECRET": secret}
    missing = [f"KESOS_BUCKET_{word}" for word, value in told.items() if not value]
    if len(missing) == len(told):
        return Bucket()
    if missing:
        raise SystemExit(f"Isi juga {', '.join(missing)}, atau kosongkan semua KESOS_BUCKET_….")
    if not url.startswith(("https://", "http://")):
        raise SystemExit("KESOS_BUCKET_URL harus berupa https://server atau http://server.")
    return Bucket(url=url, name=name, region=region, key=key, secret=secret, seconds=seconds)
