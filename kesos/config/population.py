"""Joins the port of the registry with the client: KESOS_POPULATION_URL and KESOS_POPULATION_KEY."""

from kesos.config.settings.environment import environment
from kesos.foundation.errors import Refused
from kesos.interop.population.client import PopulationClient


def population_registry() -> PopulationClient:
    """Raises Refused where no address is set."""
    env = environment()
    if not env.population_url:
        raise Refused("Alamat data kependudukan belum diatur. Isi KESOS_POPULATION_URL dan KESOS_POPULATION_KEY.")
    return PopulationClient(url=env.population_url, key=env.population_key)
