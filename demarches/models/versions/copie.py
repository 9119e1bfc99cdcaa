def copie(modele, objet, prefixe="", **autres):
    """A document part whose fields bear the same names as the row's, `prefixe` added before each.

    `autres` completes or replaces.
    """
    lus = {
        nom: getattr(objet, f"{prefixe}{nom}")
        for nom in modele.model_fields
        if nom not in autres and hasattr(objet, f"{prefixe}{nom}")
    }
    return modele(**(lus | autres))
