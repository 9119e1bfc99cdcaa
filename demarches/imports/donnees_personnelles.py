"""Point at what may identify a person in a text that will be public; never remove it."""

import re

AROBASES = ("@", "[at]", "(at)", "[AT]", "(AT)")
COURRIEL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE
)
TELEPHONE = re.compile(
    r"(?<![\d/=_.,-])(?:(?:\+|00)\s?33[\s.–-]?(?:\(0\)[\s.–-]?)?|0)[1-9](?:[\s./–-]?\d{2}){4}(?![\d/_-])"
)
MOTS_DE_POLITESSE = (
    "cordialement",
    "sincère",
    "respectueusement",
    "amicalement",
    "salutations",
    "bien à vous",
)
POLITESSE = re.compile(
    r"(?:bien |très |sincèrement |respectueusement )*"
    r"(?:cordialement|sincèrement|respectueusement|amicalement|salutations|bien à vous|sincères salutations)"
    r"(?P<suite>[^\n]{0,60}(?:\n[^\n]{1,60}){0,3})\s*$",
    re.IGNORECASE,
)
MAJUSCULE, MINUSCULE = "A-ZÀ-ÖØ-Þ", "a-zà-öø-ÿ"
PRENOM = rf"[{MAJUSCULE}][{MINUSCULE}]+(?:-[{MAJUSCULE}][{MINUSCULE}]+)?"
NOM = rf"(?:{PRENOM}|[{MAJUSCULE}]{{2,}}(?:-[{MAJUSCULE}]{{2,}})?|[{MAJUSCULE}]\.?)"
TITRE_DE_CIVILITE = r"(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Dr|Docteur)"
PERSONNE = rf"(?:{TITRE_DE_CIVILITE}\s+(?:{PRENOM}\s+)?{NOM}|{PRENOM}\s+(?:(?:de|du|d’|d'|le|la)\s*)?{NOM})"
# Alone on the last line, perhaps followed by a town or a role, or after the last sentence.
SIGNATURE = re.compile(rf"\n\s*[-–—]?\s*(?:signé\s*:?\s*)?{PERSONNE}(?:\s*[,(–-][^\n]{{0,50}})?\.?\s*$")
SIGNATURE_EN_FIN = re.compile(
    rf"[.!?…]\s+[-–—]?\s*(?:{PRENOM}\s+[{MAJUSCULE}]\.|{TITRE_DE_CIVILITE}\s+{NOM}|{PRENOM}\s+[{MAJUSCULE}]{{2,}})\.?\s*$"
)
PRESENTATION = re.compile(rf"\b(?:je m[’']appelle|je soussignée?|mon nom est)\s+{NOM}", re.IGNORECASE)
FIN = 400


def signaler(texte, ou):
    """Return the warnings for a text; the data itself is not repeated, reports get stored."""
    signalements = []
    # These patterns are slow: most texts are settled by a sign alone.
    if any(signe in texte for signe in AROBASES) and COURRIEL.search(texte):
        signalements.append(
            f"Une adresse électronique figure dans le {ou} : masquez-la si elle désigne une personne."
        )
    if ("0" in texte or "33" in texte) and TELEPHONE.search(texte):
        signalements.append(f"Un numéro de téléphone figure dans le {ou} : masquez-le s’il est personnel.")
    fin = texte[-FIN:]
    if _est_poli(fin) or SIGNATURE.search(fin) or SIGNATURE_EN_FIN.search(fin):
        signalements.append(
            f"Le {ou} se termine par ce qui ressemble à une signature : retirez-la si besoin."
        )
    if any(mot in texte for mot in ("appelle", "soussign", "nom est")) and PRESENTATION.search(texte):
        signalements.append(f"Une personne se nomme dans le {ou} : vérifiez qu’on peut le publier.")
    return signalements


def _est_poli(fin):
    return any(mot in fin.lower() for mot in MOTS_DE_POLITESSE) and bool(POLITESSE.search(fin))
