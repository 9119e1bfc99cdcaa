"use strict";

// Keeps on the server what is typed in a form, a moment after one stops typing. The form works the same without it.
(() => {
  const etat = document.querySelector("[data-garder]");
  const formulaire = etat?.closest("form") ?? document.getElementById(etat?.dataset.formulaire);
  if (!formulaire) {
    return;
  }
  const ATTENTE = 2000; // milliseconds after the last key
  const NOUVEL_ESSAI = 15000; // milliseconds after a failure
  const PAGE_QUITTEE = 60000; // bytes that a browser still sends once the page is closed
  let minuterie = 0;
  let aGarder = false;
  let enregistre = false; // the form itself is on its way
  let envoi = null;

  function dire(phrase) {
    if (etat.textContent !== phrase) {
      etat.textContent = phrase; // read aloud only when it changes: once a minute at most
    }
  }

  function saisie() {
    const corps = new URLSearchParams({ _adresse: etat.dataset.adresse });
    const secrets = new Set([...formulaire.elements].filter((e) => e.type === "password").map((e) => e.name));
    for (const [nom, valeur] of new FormData(formulaire)) {
      if (typeof valeur === "string" && !secrets.has(nom)) {
        corps.append(nom, valeur);
      }
    }
    return corps;
  }

  function fichiers() {
    const choisis = [...formulaire.elements].some((e) => e.type === "file" && e.files.length);
    return choisis ? " Le fichier choisi n’est pas gardé : il ne l’est qu’en enregistrant." : "";
  }

  async function resultat(reponse) {
    if (reponse.ok || reponse.status === 400) {
      const phrase = reponse.headers.get("Content-Type")?.startsWith("text/plain") ? await reponse.text() : "";
      if (phrase) {
        return phrase + (reponse.ok ? fichiers() : "");
      }
    }
    if (reponse.type === "opaqueredirect" || reponse.status === 403) {
      return "Ce que vous tapez n’est plus gardé : votre connexion a pris fin. Connectez-vous dans un autre onglet, puis continuez ici.";
    }
    if (reponse.status === 404) {
      return "Ce que vous tapez n’est plus gardé : cette page ne vous est plus ouverte. Copiez votre texte avant de la quitter.";
    }
    return "Ce que vous tapez n’est pas gardé : le serveur n’a pas pu. Enregistrez, ou copiez votre texte avant de quitter la page.";
  }

  async function garder(quittee) {
    clearTimeout(minuterie);
    if (!aGarder || enregistre || (envoi && !quittee)) {
      return; // what is typed while another copy is on its way leaves after it
    }
    aGarder = false;
    let delai = ATTENTE;
    envoi = new AbortController();
    const corps = saisie();
    try {
      const reponse = await fetch(etat.dataset.garder, {
        method: "POST",
        body: corps,
        redirect: "manual",
        keepalive: quittee && corps.toString().length < PAGE_QUITTEE,
        signal: envoi.signal,
      });
      dire(await resultat(reponse));
      if (!reponse.ok && reponse.status !== 400 && reponse.status !== 404) {
        aGarder = true;
        delai = NOUVEL_ESSAI;
      }
    } catch {
      aGarder = true;
      delai = NOUVEL_ESSAI;
      if (!enregistre) {
        dire("Ce que vous tapez n’est pas gardé : le serveur ne répond pas. Ne fermez pas la page, un nouvel essai suit.");
      }
    } finally {
      envoi = null;
      if (aGarder) {
        programmer(delai);
      }
    }
  }

  function programmer(delai) {
    clearTimeout(minuterie);
    minuterie = setTimeout(() => garder(false), delai);
  }

  function noter(evenement) {
    const cible = evenement.target;
    if (cible.form === formulaire || formulaire.contains(cible)) {
      aGarder = true;
      programmer(ATTENTE);
    }
  }

  for (const nom of ["input", "change", "formset:removed"]) {
    document.addEventListener(nom, noter);
  }
  formulaire.addEventListener("submit", () => {
    enregistre = true;
    clearTimeout(minuterie);
    envoi?.abort();
  });
  addEventListener("pageshow", () => (enregistre = false));
  addEventListener("pagehide", () => garder(true));
})();
