"""The made-up province: its regencies and districts, and how each regency is to stand."""

from dataclasses import dataclass

PROVINCE_CODE = "99"
PROVINCE_NAME = "Provinsi Contoh (rekaan)"


@dataclass(frozen=True)
class MadeUpRegency:
    """One invented regency: people, districts, coverage and active share (0 to 1) at the first and last month."""

    code: str
    name: str
    people: int
    coverage: tuple[float, float]
    active: tuple[float, float]
    districts: tuple[str, ...]

    def district_code(self, number: int) -> str:
        """The code of a district by its place in the list, from 0."""
        return f"{self.code}.{number + 1:02d}"


REGENCIES: tuple[MadeUpRegency, ...] = (
    MadeUpRegency(
        "99.01",
        "Kabupaten Muara Contoh (rekaan)",
        412_000,
        (0.903, 0.962),
        (0.741, 0.786),
        ("Muara Hulu", "Muara Hilir", "Muara Tengah", "Muara Timur", "Muara Barat"),
    ),
    MadeUpRegency(
        "99.02",
        "Kabupaten Bukit Contoh (rekaan)",
        268_000,
        (0.968, 0.991),
        (0.812, 0.861),
        ("Bukit Atas", "Bukit Bawah", "Bukit Tengah", "Bukit Selatan"),
    ),
    MadeUpRegency(
        "99.03",
        "Kabupaten Pulau Contoh (rekaan)",
        187_000,
        (0.762, 0.871),
        (0.683, 0.715),
        ("Pulau Besar", "Pulau Kecil", "Pulau Dalam", "Pulau Luar", "Teluk Utara", "Teluk Selatan"),
    ),
    MadeUpRegency(
        "99.04",
        "Kota Contoh Jaya (rekaan)",
        325_000,
        (0.985, 1.013),
        (0.826, 0.842),
        ("Jaya Utara", "Jaya Selatan", "Jaya Timur", "Jaya Barat", "Jaya Tengah"),
    ),
)


def named_areas() -> list[tuple[str, str]]:
    """Code and name of the province, its regencies and their districts, in code order."""
    areas = [(PROVINCE_CODE, PROVINCE_NAME)]
    for regency in REGENCIES:
        areas.append((regency.code, regency.name))
        for number, name in enumerate(regency.districts):
            areas.append((regency.district_code(number), f"Kecamatan {name} (rekaan)"))
    return areas
