-- The guards of the window. Read with publication/contraintes.py; tested in tests/publication/test_gardiens.py.

CREATE OR REPLACE FUNCTION publication_preserver_le_passe() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
    passe tstzrange := tstzrange(NULL, maintenant());
    avant tstzrange := 'empty';
    apres tstzrange := 'empty';
    permis boolean;
BEGIN
    IF TG_OP <> 'INSERT' THEN avant := coalesce(OLD.validite, 'empty') * passe; END IF;
    IF TG_OP <> 'DELETE' THEN apres := coalesce(NEW.validite, 'empty') * passe; END IF;
    permis := avant = apres;
    IF TG_OP = 'UPDATE' THEN
        -- a number comes with a validity that has not begun and may leave with it; nothing else ever changes
        permis := permis
            AND to_jsonb(OLD) - 'validite' - 'numero' = to_jsonb(NEW) - 'validite' - 'numero'
            AND (OLD.numero IS NOT DISTINCT FROM NEW.numero OR isempty(avant));
    END IF;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Ce qui a été public ne se réécrit pas (%, %).', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION publication_refuser_les_trous() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
    objet bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.objet_id ELSE NEW.objet_id END;
    periodes int;
    sans_trou boolean;
BEGIN
    EXECUTE format(
        'SELECT (SELECT count(*) FROM unnest(range_agg(validite))), '
        '       coalesce(max(numero), 0) = count(numero) AND count(validite) = count(numero) '
        'FROM %I.%I WHERE objet_id = $1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO periodes, sans_trou USING objet;
    IF (periodes <= 1 AND sans_trou) IS NOT TRUE THEN
        RAISE EXCEPTION 'Les versions de % se suivent sans trou (objet %).', TG_TABLE_NAME, objet
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION publication_refuser_de_reecrire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal ne se réécrit pas (%, %).', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
