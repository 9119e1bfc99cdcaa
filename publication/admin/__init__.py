from publication.admin.atelier import AtelierAdmin, PartieInline
from publication.admin.reserve import PeriodeDeReserveAdmin

__all__ = ["AtelierAdmin", "PartieInline", "PeriodeDeReserveAdmin"]
