import csv
import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from demarches.imports import lire

TEXTES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="<&\xa0\u200b"),
    min_size=1,
    max_size=60,
).map(lambda texte: f"x{texte}x")


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXTES, TEXTES), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_ce_qu_un_tableur_ecrit_en_csv_est_relu_mot_pour_mot(textes, separateur, fin, encodage):
    sortie = io.StringIO(newline="")
    plume = csv.writer(sortie, delimiter=separateur, lineterminator=fin, quoting=csv.QUOTE_ALL)
    plume.writerow(("code", "titre", "texte"))
    for rang, (premier, second) in enumerate(textes):
        plume.writerow((f"A{rang}", f"T{rang}", f"{premier}\n{second}"))
    lecture = lire(io.BytesIO(sortie.getvalue().encode(encodage)), "liste.csv")
    lus = [ligne.texte.split() for ligne in lecture.lignes]
    attendus = [unicodedata.normalize("NFC", f"{a}\n{b}").split() for a, b in textes]
    assert (lus, lecture.refus) == (attendus, [])
    assert lecture.separateur == separateur
