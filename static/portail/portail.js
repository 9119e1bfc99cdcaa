"use strict";

// Optional comfort: every page reads and works without this file.
// Loaded in <head> so that the chosen theme is there before the first paint; all listeners are delegated.
(() => {
  const racine = document.documentElement;
  const CLE = "theme"; // the same key and values as Django's admin: one choice for both

  function theme() {
    try {
      return localStorage.getItem(CLE) || "auto";
    } catch {
      return "auto"; // storage refused by the browser: follow the system
    }
  }

  function retenir(valeur) {
    try {
      localStorage.setItem(CLE, valeur);
    } catch {
      // The choice lasts as long as the page.
    }
  }

  function appliquer(valeur) {
    if (valeur === "light" || valeur === "dark") {
      racine.dataset.frTheme = valeur;
    } else {
      delete racine.dataset.frTheme;
    }
  }

  function deplier(ouvert) {
    racine.toggleAttribute("data-menu-ouvert", ouvert);
    document.getElementById("bouton-menu")?.setAttribute("aria-expanded", String(ouvert));
  }

  racine.toggleAttribute("data-js", true);
  appliquer(theme());

  document.addEventListener("click", (evenement) => {
    const cible = evenement.target;
    if (cible.closest("#bouton-menu")) {
      deplier(!racine.hasAttribute("data-menu-ouvert"));
    } else if (cible.closest('a[href="#menu"]')) {
      deplier(true);
    } else if (cible.closest("[data-ouvre]")) {
      const dialogue = document.getElementById(cible.closest("[data-ouvre]").dataset.ouvre);
      dialogue.querySelector(`[value="${theme()}"]`).checked = true;
      dialogue.showModal();
    }
  });

  document.addEventListener("keydown", (evenement) => {
    const bouton = document.getElementById("bouton-menu");
    if (evenement.key === "Escape" && bouton?.offsetParent && racine.hasAttribute("data-menu-ouvert")) {
      deplier(false);
      bouton.focus();
    }
  });

  document.addEventListener("change", (evenement) => {
    if (evenement.target.matches("#reglages [name=theme]")) {
      appliquer(evenement.target.value);
      retenir(evenement.target.value);
    }
  });
})();
