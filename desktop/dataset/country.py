"""Which countries there are, and the short English name of each: the 249 of ISO 3166-1, and Kosovo.

Read when a dataset is built; a running program takes its countries from the dataset.
"""

import pycountry

from desktop.dataset.codes import CountryCode
from desktop.dataset.model import Country

# Where ISO has an official or inverted name, and pycountry no common one, the name that people say.
_SHORT_NAMES = {
    "BN": "Brunei",
    "BQ": "Caribbean Netherlands",
    "CC": "Cocos (Keeling) Islands",
    "CD": "Congo (Kinshasa)",
    "CG": "Congo (Brazzaville)",
    "CV": "Cape Verde",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "MF": "Saint Martin",
    "PS": "Palestine",
    "RU": "Russia",
    "SH": "Saint Helena",
    "SX": "Sint Maarten",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "US Virgin Islands",
}
KOSOVO = Country(code=CountryCode("XK"), name="Kosovo", alpha3="XKX", numeric="")


def list_countries() -> tuple[Country, ...]:
    """Return every destination, by code."""
    listed = [
        Country(
            code=CountryCode(entry.alpha_2),
            name=_SHORT_NAMES.get(entry.alpha_2) or str(getattr(entry, "common_name", entry.name)),
            alpha3=entry.alpha_3,
            numeric=entry.numeric,
        )
        for entry in pycountry.countries
    ]
    return tuple(sorted((*listed, KOSOVO), key=lambda country: country.code))
