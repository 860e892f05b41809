"""What the environment may say, typed. Every variable begins with KESOS_."""

from functools import cache
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from kesos.database.resolve import kept_secret
from kesos.foundation.places import data_folder


class Environment(BaseSettings):
    """Variables of the process; each is described in docs/operating.md."""

    model_config = SettingsConfigDict(env_prefix="KESOS_", extra="ignore")

    mode: Literal["demo", "production"] = "demo"
    practice: bool = False
    database_as: Literal["app", "owner"] = "app"
    database_pool: int = 8
    secret_key: str = ""
    hosts: str = "localhost,127.0.0.1,[::1]"
    https: bool = False
    proxies: int = 0  # reverse proxies in front, each adding to X-Forwarded-For
    time_zone: str = "Asia/Jakarta"
    email_url: str = ""
    email_from: str = "Kesos <kesos@localhost>"
    public_url: str = "http://localhost:8000"
    population_url: str = ""
    population_key: str = ""
    population_seconds: float = 10
    population_tries: int = 3
    population_events_key: str = ""
    health_url: str = ""
    health_key: str = ""
    bucket_url: str = ""
    bucket_name: str = ""
    bucket_region: str = "us-east-1"
    bucket_key: str = ""
    bucket_secret: str = ""
    bucket_seconds: float = 30
    engine: str = ""  # of matching: DuckDB here, or spark://host:port
    padan_memory: str = Field(default="4GB", pattern=r"^[1-9][0-9]*(MB|GB)$")  # DuckDB's
    spark_python: str = ""
    map_tiles: str = ""
    map_credit: str = ""

    def practises(self) -> bool:
        if self.practice and self.mode == "production":
            raise SystemExit("KESOS_PRACTICE tidak dapat dipakai pada mode production. Bulan latihan: kesos practice.")
        return self.practice

    def secret(self) -> str:
        if self.secret_key:
            return self.secret_key
        if self.mode == "production":
            raise SystemExit("KESOS_SECRET_KEY wajib diisi pada mode production.")
        return kept_secret(data_folder() / "secret-key")


@cache
def environment() -> Environment:
    return Environment()
