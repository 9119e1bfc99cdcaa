import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest

from demarches.imports import FichierRefuse, lire
from demarches.imports.archive import TAILLE_DEPLIEE_MAXIMALE, Archive

from .fabriques import vers_ods, vers_xlsx

RANGEES = [("titre", "texte"), ("un", "x")]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(entrees):
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible:
        for nom, contenu in entrees.items():
            cible.writestr(nom, contenu)
    return sortie.getvalue()


def remplacer(contenu, nom, transformer):
    """Rewrite one member of a workbook."""
    source = zipfile.ZipFile(io.BytesIO(contenu))
    entrees = {entree: source.read(entree) for entree in source.namelist()}
    return archive(entrees | {nom: transformer(entrees[nom])})


def aleatoire(taille=5000):
    return random.Random(1).randbytes(taille)


def avec_dtd(xml):
    xml = xml.split(b"?>", 1)[-1]
    dtd = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    return dtd + xml.replace(b">un<", b">&secret;<")


XLSX, ODS = vers_xlsx(RANGEES), vers_ods(RANGEES)
FEUILLE = "xl/worksheets/sheet1.xml"
MANIFESTE_CHIFFRE = (
    b'<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
)

FICHIERS = {
    "pdf": ("liste.csv", b"%PDF-1.7 ...", "PDF.*CSV, XLSX et ODS"),
    "image": ("liste.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
    "photo": ("liste.csv", b"\xff\xd8\xff\xe0" + bytes(50), "image"),
    "ancien xls": ("liste.xls", OLE, "ancien format.*XLSX ou en ODS"),
    "xls renommé": ("liste.xlsx", OLE, "ancien format"),
    "xlsx chiffré": ("liste.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "ods chiffré": (
        "l.ods",
        remplacer(ODS, "META-INF/manifest.xml", lambda _: MANIFESTE_CHIFFRE),
        "mot de passe",
    ),
    "docx": ("liste.xlsx", archive({"[Content_Types].xml": "x", "word/document.xml": "x"}), "Word"),
    "odt": ("l.ods", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "diaporama": ("l.xlsx", archive({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "diaporama"),
    "xlsb": ("l.xlsx", archive({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}), "XLSX"),
    "zip": ("liste.zip", archive({"a.txt": "x"}), "archive ZIP"),
    "json": ("liste.json", b'[{"code": "A1"}]', "JSON.*CSV, XLSX et ODS"),
    "json renommé": ("liste.csv", b' {\n "a": 1}', "JSON"),
    "html": ("liste.csv", b"<!DOCTYPE html><table></table>", "HTML"),
    "rtf": ("liste.csv", b"{\\rtf1 x}", "RTF"),
    "binaire": ("liste.csv", aleatoire(), "binaire"),
    "nuls": ("liste.csv", b"titre;texte\n" + bytes(200), "binaire"),
    "extension": ("liste.exe", b"titre\nun\n", "extension"),
    "vide": ("liste.csv", b"", "vide"),
    "blanc": ("liste.csv", b"\n\n ; \n", "vide"),
    "marque seule": ("liste.csv", b"\xef\xbb\xbf", "vide"),
    "feuille vide": ("liste.xlsx", vers_xlsx([]), "vide"),
    "ods vide": ("liste.ods", vers_ods([]), "vide"),
    "en-tête seul": ("liste.csv", b"code;titre;texte\n", "qu’une ligne d’en-tête.*ajoutez"),
    "en-tête seul xlsx": ("liste.xlsx", vers_xlsx(RANGEES[:1]), "qu’une ligne d’en-tête"),
    "en-tête seul ods": ("liste.ods", vers_ods(RANGEES[:1]), "qu’une ligne d’en-tête"),
    "totaux seuls": ("liste.csv", b"titre;pour\nTotal;3\n", "Aucune proposition"),
    "sans en-tête": (
        "liste.csv",
        b"Bonjour;Salut\nun;x\n",
        "en-tête.*«\xa0Bonjour\xa0»",
    ),
    "xlsx tronqué": ("liste.xlsx", XLSX[: len(XLSX) // 2], "abîmé"),
    "ods tronqué": ("liste.ods", ODS[:-30], "abîmé"),
    "feuille tronquée": ("l.xlsx", remplacer(XLSX, FEUILLE, lambda xml: xml[: len(xml) // 2]), "abîmé"),
    "ods sans contenu": (
        "l.ods",
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "abîmé",
    ),
    "dtd xlsx": ("liste.xlsx", remplacer(XLSX, FEUILLE, avec_dtd), "entités"),
    "dtd sans entité": (
        "liste.ods",
        remplacer(ODS, "content.xml", lambda xml: b'<!DOCTYPE x SYSTEM "x.dtd">' + xml.split(b"?>", 1)[-1]),
        "DTD",
    ),
    "dtd ods": ("liste.ods", remplacer(ODS, "content.xml", avec_dtd), "entités"),
    "colonnes csv": ("liste.csv", b"titre" + b";x" * 600 + b"\nun" + b";x" * 600, "500 colonnes"),
    "colonnes xlsx": ("liste.xlsx", vers_xlsx([["titre"] + ["x"] * 600]), "500 colonnes"),
    "bombe": (
        "liste.xlsx",
        remplacer(XLSX, "xl/theme/theme1.xml", lambda _: bytes(30_000_000)),
        "décompressé",
    ),
    "entrées": ("l.xlsx", archive({f"xl/workbook{i}.xml": "" for i in range(2001)}), "décompressé"),
}


@pytest.mark.parametrize(("nom", "contenu", "motif"), FICHIERS.values(), ids=FICHIERS)
def test_un_fichier_qui_n_est_pas_un_tableau_est_refuse_avec_un_remede(nom, contenu, motif):
    with pytest.raises(FichierRefuse, match=motif) as refus:
        lire(io.BytesIO(contenu), nom)
    phrase = str(refus.value)
    assert phrase[0].isupper() or phrase.startswith("«")
    assert phrase.endswith(".")


def test_un_tableau_qui_a_trop_de_lignes_est_refuse(monkeypatch):
    monkeypatch.setattr("demarches.imports.lecture.LIGNES_MAXIMALES", 100)
    assert len(lire(io.BytesIO(b"titre\n" + b"x\n" * 100), "liste.csv").lignes) == 100
    with pytest.raises(FichierRefuse, match="100\u202f000 lignes"):
        lire(io.BytesIO(b"titre\n" + b"x\n" * 101), "liste.csv")


def test_un_fichier_trop_lourd_est_refuse_avant_d_etre_lu():
    with pytest.raises(FichierRefuse, match=r"taille permise \(0,1 Mo\)"):
        lire(io.BytesIO(b"titre\n" + b"x\n" * 100_000), "liste.csv", taille_maximale=104_858)


def test_un_chemin_absent_est_refuse(tmp_path):
    with pytest.raises(FichierRefuse, match="introuvable"):
        lire(tmp_path / "absent.csv", "absent.csv")


def test_un_chemin_est_lu_comme_un_flux(tmp_path):
    chemin = tmp_path / "liste.xlsx"
    chemin.write_bytes(XLSX)
    assert len(lire(chemin, chemin.name).lignes) == 1


def test_un_repertoire_zip_qui_ment_sur_les_tailles_ne_trompe_pas():
    contenu = bytearray(
        remplacer(XLSX, FEUILLE, lambda xml: xml.replace(b">un<", b">" + b"a" * 300_000 + b"<"))
    )
    vraie = zipfile.ZipFile(io.BytesIO(contenu)).getinfo(FEUILLE).file_size
    for position in range(len(contenu) - 4):
        if contenu[position : position + 4] == struct.pack("<I", vraie):
            contenu[position : position + 4] = struct.pack("<I", 1000)
    with pytest.raises(FichierRefuse, match="abîmé"):
        lire(io.BytesIO(contenu), "liste.xlsx")


def test_la_lecture_d_un_membre_est_bornee_quoi_que_dise_le_repertoire(monkeypatch):
    contenu = remplacer(XLSX, FEUILLE, lambda xml: xml.replace(b">un<", b">" + b"a" * 300_000 + b"<"))
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _: [])
    monkeypatch.setattr("demarches.imports.archive.TAILLE_DEPLIEE_MAXIMALE", 100_000)
    with pytest.raises(FichierRefuse, match="décompressé"):
        list(Archive(io.BytesIO(contenu), len(contenu)).morceaux(FEUILLE))
    assert TAILLE_DEPLIEE_MAXIMALE > 100_000


def test_un_jeton_xml_demesure_est_refuse():
    def gonfler(xml):
        return xml.replace(b"<sheetData>", b'<sheetData x="' + aleatoire(3_000_000).hex().encode() + b'">')

    with pytest.raises(FichierRefuse, match="abîmé"):
        lire(io.BytesIO(remplacer(XLSX, FEUILLE, gonfler)), "liste.xlsx")


@pytest.mark.parametrize("contenu", [XLSX, ODS], ids=["xlsx", "ods"])
def test_un_classeur_abime_n_importe_ou_est_lu_ou_refuse_mais_ne_plante_pas(contenu):
    hasard = random.Random(7)
    for _ in range(150):
        abime = bytearray(contenu)
        for _ in range(hasard.randint(1, 8)):
            abime[hasard.randrange(len(abime))] = hasard.randrange(256)
        with suppress(FichierRefuse):
            lire(io.BytesIO(abime), "liste")


@pytest.mark.parametrize(("contenu", "membre"), [(XLSX, FEUILLE), (XLSX, "xl/styles.xml"), (XLSX, "xl/workbook.xml"),
                                                 (ODS, "content.xml")])  # fmt: skip
def test_un_xml_abime_est_lu_ou_refuse_mais_ne_plante_pas(contenu, membre):
    hasard = random.Random(8)
    for _ in range(60):

        def abimer(xml):
            xml = bytearray(xml)
            for _ in range(hasard.randint(1, 4)):
                xml[hasard.randrange(len(xml))] = hasard.choice(b'0a"<>/ \xff-9')
            return bytes(xml)

        with suppress(FichierRefuse):
            lire(io.BytesIO(remplacer(contenu, membre, abimer)), "liste")


def test_la_prononciation_japonaise_d_une_cellule_n_est_pas_son_texte():
    def annoter(xml):
        return xml.replace(b"<is><t>un</t></is>", b"<is><t>un</t><rPh sb='0' eb='1'><t>HUN</t></rPh></is>")

    contenu = remplacer(XLSX, FEUILLE, annoter)
    assert b"HUN" in zipfile.ZipFile(io.BytesIO(contenu)).read(FEUILLE)
    assert lire(io.BytesIO(contenu), "liste.xlsx").lignes[0].titre == "un"
