import { webAddress } from '../../exports/directory/web-address';
import type { ActorAnswer, Linked, StatusAnswer } from './actor-answer';
import { outward } from './citations';
import { CHAIN_LINKS, french, KINDS, openingHoursInFrench, SIAE_KINDS, sinceInFrench } from './french';
import { html, type Html, type Part } from './html';
import { locatedBy } from './record-of-answer';

/** A link to the page of another actor. */
export function actorLink({ slug, name }: Linked): Html {
  return html`<a href="/actors/${slug}">${name}</a>`;
}

/** Kinds and links of the chain, as labels. */
export function labels({ kinds, chainLinks }: ActorAnswer): Html {
  const all = [
    ...kinds.map((kind) => html`<li>${french(KINDS, kind)}</li>`),
    ...chainLinks.map((link) => html`<li class="link">${french(CHAIN_LINKS, link)}</li>`),
  ];
  return all.length === 0
    ? html``
    : html`<ul class="labels" aria-label="Nature et maillons">
        ${all}
      </ul>`;
}

/** Where it is and how to reach it: what is not known is left out. */
export function contact(actor: ActorAnswer): Html {
  const { territory, website, openingHours, accessibilityUrl } = actor;
  const rows: Part[] = [
    fact('Adresse', postalAddress(actor)),
    territory !== null &&
      fact(
        territory.level === 'COMMUNE' ? 'Commune' : 'Territoire du siège',
        html`<a href="/explorer#territoire=${territory.id}">${territory.name}</a>${within(actor)}`,
      ),
    fact('Sur la carte', mapLink(actor)),
    website !== null && fact('Site', outward(website, website.replace(/^https?:\/\/|\/$/g, ''))),
    fact('Horaires', openingHours === null ? null : openingHoursInFrench(openingHours)),
    accessibilityUrl !== null &&
      webAddress(accessibilityUrl) !== null &&
      fact('Accessibilité', outward(accessibilityUrl, 'Voir la fiche du lieu')),
  ];
  const known = [...rows, ...identifiers(actor)].filter((row) => row !== false);
  return known.length === 0 ? html`` : html`<dl class="facts">${known}</dl>`;
}

function identifiers({ siren, siret, rna }: ActorAnswer): Part[] {
  return [fact('SIRET', siret), siret === null && fact('SIREN', siren), fact('RNA', rna)];
}

function fact(term: string, value: Part): Part {
  return (
    value !== null &&
    value !== undefined &&
    html`<div>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>`
  );
}

function postalAddress({ address, addressComplement, postalCode, territory }: ActorAnswer): Html | null {
  if (address === null && postalCode === null && addressComplement === null) return null;
  const city = [postalCode, territory?.level === 'COMMUNE' ? territory.name : null];
  const lines = [addressComplement, address, city.filter((part) => part !== null).join(' ')];
  const known = lines.filter((line) => line !== null && line !== '');
  return html`${known.map((line, index) => html`${index > 0 && html`<br />`}${line}`)}`;
}

function within({ territory }: ActorAnswer): Html {
  const around =
    territory?.ancestors.filter(({ level }) => level === 'DEPARTEMENT' || level === 'REGION') ?? [];
  const names = around.map(({ name }) => name).reverse();
  return names.length === 0 ? html`` : html` <span class="muted">${names.join(' · ')}</span>`;
}

function mapLink(actor: ActorAnswer): Html | null {
  if (!actor.location) return null;
  const { latitude, longitude } = actor.location;
  const own = locatedBy(actor) === 'ACTOR';
  const zoom = own ? 17 : 12;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${zoom}/${latitude}/${longitude}`;
  return html`<a href="${address}" rel="noreferrer">Voir sur OpenStreetMap</a>${
      !own && html` <span class="muted">(centre de la commune : l'adresse exacte n'est pas connue)</span>`
    }`;
}

/** Recognitions with their dates. */
export function statusList(statuses: readonly StatusAnswer[]): Html {
  return html`<ul>
    ${statuses.map((status) => html`<li>${statusName(status)}${dates(status)}</li>`)}
  </ul>`;
}

function statusName(status: StatusAnswer): string {
  switch (status.__typename) {
    case 'PatRecognition': {
      const level = typeof status.level === 'number' ? ` de niveau ${status.level}` : '';
      return `Projet alimentaire territorial reconnu${level}${status.territory ? ` (${status.territory.name})` : ''}`;
    }
    case 'PtceLabel':
      return 'Pôle territorial de coopération économique labellisé';
    case 'SiaeAgreement':
      return `Conventionnement : ${french(SIAE_KINDS, status.kind ?? '')}`;
    case 'FoodAidAuthorisation':
      return "Habilitation à recevoir des contributions publiques à l'aide alimentaire";
  }
}

function dates({ since, until }: StatusAnswer): string {
  const from =
    since === null ? '' : `, depuis ${/^\d{4}-01-01$/.test(since) ? '' : 'le '}${sinceInFrench(since)}`;
  return typeof until === 'string' ? `${from}, jusqu'au ${sinceInFrench(until)}` : from;
}
