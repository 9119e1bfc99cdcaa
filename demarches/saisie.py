"""Form fields that read what agents type: percentages, results of a question, numbers of démarches."""

import re

from django import forms

from demarches.regles import en_pourcentage

PART = r"(\d{1,3})(?:[.,](\d))?\s*%?"
SEPARATEURS = re.compile(r"\s*[;\t]\s*")
ENTIER_MAXIMAL = 2_147_483_647


def milliemes(texte: str) -> int | None:
    """« 51,2 % » → 512; None if it is not a percentage with one decimal at most."""
    lu = re.fullmatch(PART, texte.strip(), flags=re.ASCII)
    return int(lu[1]) * 10 + int(lu[2] or 0) if lu else None


class PourcentageField(forms.CharField):
    """A percentage with one decimal, kept as an integer in thousandths."""

    def prepare_value(self, value):
        return en_pourcentage(value).removesuffix("\N{NO-BREAK SPACE}%") if isinstance(value, int) else value

    def to_python(self, value):
        texte = super().to_python(value)
        if not texte:
            return None
        valeur = milliemes(texte)
        if valeur is None or valeur > 1000:
            raise forms.ValidationError(
                "Écrivez un pourcentage de 0 à 100, avec une décimale au plus : 51,2."
            )
        return valeur

    def has_changed(self, initial, data):
        return (
            initial != data if isinstance(data, int) else (self.prepare_value(initial) or "") != (data or "")
        )


class ResultatsField(forms.CharField):
    """The answers to a question, one a line: label; number; share."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(self._ligne(resultat) for resultat in value)

    @staticmethod
    def _ligne(resultat) -> str:
        nombre = "" if resultat["nombre"] is None else str(resultat["nombre"])
        part = "" if resultat["part"] is None else en_pourcentage(resultat["part"])
        return f"{resultat['libelle']} ; {nombre} ; {part}"

    def to_python(self, value):
        lignes = [ligne for ligne in (value or "").splitlines() if ligne.strip()]
        return [self._resultat(ligne, rang) for rang, ligne in enumerate(lignes, 1)]

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except forms.ValidationError:
            return True

    def _resultat(self, ligne, rang) -> dict:
        libelle, *valeurs = SEPARATEURS.split(ligne.strip())
        resultat = {"libelle": libelle, "nombre": None, "part": None}
        if not libelle or len(valeurs) > 2:
            raise forms.ValidationError(f"Ligne {rang} : écrivez « réponse ; nombre ; pourcentage ».")
        for valeur in filter(None, valeurs):
            chiffres = re.sub(r"[\s\u202f\u00a0]", "", valeur)
            if "%" in valeur or valeur is not valeurs[0]:
                resultat["part"] = milliemes(chiffres)
                compris = resultat["part"] is not None
            else:
                compris = chiffres.isascii() and chiffres.isdigit() and int(chiffres) <= ENTIER_MAXIMAL
                resultat["nombre"] = int(chiffres) if compris else None
            if not compris:
                raise forms.ValidationError(
                    f"Ligne {rang} : « {valeur} » n’est ni un nombre ni un pourcentage. Écrivez par exemple « Oui ; 812 ; 54,3 »."
                )
        return resultat


class DemarcheField(forms.ModelChoiceField):
    """One démarche, by its number: nobody chooses in a list of ten thousand."""

    widget = forms.NumberInput
    default_error_messages = {
        "invalid_choice": "Aucune démarche de ce numéro : c’est le nombre qui figure dans l’adresse de sa page."
    }


class DemarchesField(forms.ModelMultipleChoiceField):
    """Several démarches, by their numbers separated by commas."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid_choice": "Aucune démarche ne porte le numéro %(value)s.",
        "invalid_pk_value": "« %(pk)s » n’est pas un numéro de démarche.",
    }

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(str(getattr(element, "pk", element)) for element in value)

    def clean(self, value):
        numeros = [numero.strip() for numero in (value or "").split(",") if numero.strip()]
        for numero in numeros:
            if not (numero.isascii() and numero.isdigit() and len(numero) < 19):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": numero})
        return self._check_values(numeros) if numeros else self.queryset.none()

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")
