import type { LikelyActor } from './actor-answer';
import { actorLink } from './actor-identity';
import { html } from './html';
import { page } from './layout';

/** The page in place of an actor that nobody knows: where else to look. */
export function missingPage(likely: readonly LikelyActor[]): string {
  const entries = likely.map(
    (actor) =>
      html`<li>
        ${actorLink(actor)}${actor.territory && html` <span class="muted">${actor.territory.name}</span>`}
      </li>`,
  );
  return page({
    title: 'Acteur introuvable',
    description: "Aucun acteur n'a cette adresse.",
    content: html`<section class="head" aria-labelledby="titre">
      <p class="eyebrow">Erreur 404</p>
      <h1 id="titre">Aucun acteur n'a cette adresse</h1>
      <p class="lead">Le lien est peut-être incomplet : les adresses des acteurs ne changent jamais.</p>
      ${
        entries.length > 0 &&
        html`<h2>Cherchiez-vous…</h2>
          <ul>
            ${entries}
          </ul>`
      }
      <p class="actions">
        <a class="button" href="/annuaire">Chercher dans l'annuaire</a>
        <a class="button ghost" href="/">Retour à l'accueil</a>
      </p>
    </section>`,
  });
}

/** The page when the API cannot answer now. */
export function unavailablePage(): string {
  return page({
    title: 'Fiche indisponible',
    description: 'Le service ne répond pas pour le moment.',
    content: html`<section class="head" aria-labelledby="titre">
      <p class="eyebrow">Erreur 503</p>
      <h1 id="titre">La fiche n'est pas disponible pour le moment</h1>
      <p class="lead">Le service ne répond pas encore ; réessayez dans un instant.</p>
      <p class="actions"><a class="button" href="/">Retour à l'accueil</a></p>
    </section>`,
  });
}
