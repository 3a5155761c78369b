"""A clinic with a public page, and a browser."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jessica.clinic.models import Clinic
from tests.factories import make_small_clinic
from tests.support.browser import browser, live_site, open_page, site_server

__all__ = ["browser", "live_site", "open_page", "site_server"]


@pytest.fixture
def clinic(db: None) -> Clinic:
    """The small clinic, with everything that its public page can say."""
    small = make_small_clinic()
    clinic = small.clinic
    clinic.tagline = {"en": "Careful surgery, plain words.", "es": "Cirugía cuidadosa, palabras claras."}
    clinic.policies = {
        "late_text": {
            "en": "Up to 15 minutes late, we still see you.",
            "es": "Hasta 15 minutos tarde le atendemos.",
        }
    }
    clinic.save()
    small.okafor.boards = ["American Board of Plastic Surgery"]
    small.okafor.profession = {"en": "Plastic surgeon", "es": "Cirujana plástica"}
    small.okafor.languages = ["en", "es"]
    small.okafor.save()
    small.consultation.price_low, small.consultation.price_high = Decimal(150), Decimal(250)
    small.consultation.names = {"en": "Consultation", "es": "Consulta"}
    small.consultation.save()
    small.place.hours = {str(day): [[540, 1020]] for day in range(4)} | {"4": [[540, 780]]}
    small.place.directions = {"en": {"parking": "In the garage next door."}}
    small.place.save()
    return clinic


@pytest.fixture
def address(clinic: Clinic) -> str:
    return f"/c/{clinic.slug}/"
