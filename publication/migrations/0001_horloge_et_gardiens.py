from pathlib import Path

from django.db import migrations

from publication.horloge import CORPS_DE_PRODUCTION, sql_de_l_horloge

GARDIENS = Path(__file__).resolve().parent.parent / "gardiens.sql"


class Migration(migrations.Migration):
    """The clock and the guard functions, before any table that relies on them."""

    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(sql_de_l_horloge(CORPS_DE_PRODUCTION), "DROP FUNCTION maintenant()"),
        migrations.RunSQL(
            GARDIENS.read_text(encoding="utf-8"),
            "DROP FUNCTION publication_preserver_le_passe(), publication_refuser_les_trous(), "
            "publication_figer_la_soumission(), publication_accorder_les_versions(), "
            "publication_refuser_de_reecrire(), publication_refuser_de_vider(), "
            "publication_garder_l_effacement(), publication_efface_en_ce_moment(bigint), "
            "publication_figer_le_droit_de_reponse(), publication_n_est_qu_occulte(jsonb, jsonb), "
            "publication_n_a_que_perdu(text, text)",
        ),
    ]
