from publication.admin.atelier import AtelierAdmin, PartieInline

__all__ = ["AtelierAdmin", "PartieInline"]
