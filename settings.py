"""The few things that differ between places, read from the environment (prefix CAKUPAN_)."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent


class Settings(BaseSettings):
    """Where the figures are kept and which area the dashboard opens on."""

    model_config = SettingsConfigDict(env_prefix="CAKUPAN_")

    database_url: str = f"sqlite:///{ROOT / 'data' / 'cakupan.db'}"
    first_region: str = ""
    """The area that opens when nobody has chosen one yet; `make run` sets the Banyuasin example."""
    first_period: str = ""


def read_settings() -> Settings:
    """The settings as the environment has them now."""
    return Settings()
