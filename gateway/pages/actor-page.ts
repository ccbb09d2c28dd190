import { actorAddress, type Site } from '../../exports/site';
import { contact, labels, statusList, actorLink } from './actor-identity';
import type { ActorAnswer, AwardAnswer, FlowAnswer } from './actor-answer';
import { citations, sourceList } from './citations';
import {
  dayInFrench,
  eurosInFrench,
  french,
  FUNDER_CATEGORIES,
  INSTRUMENTS,
  periodInFrench,
  PROJECT_STATUSES,
  quantityInFrench,
  STAGES,
} from './french';
import { html, type Html } from './html';
import { page } from './layout';

/** The page of an actor, for people. */
export function actorPage(actor: ActorAnswer, site: Site): string {
  const { name, acronym, slug, description, territory, statuses, networks, projects } = actor;
  const path = `/actors/${slug}`;
  return page({
    title: name,
    description:
      description?.slice(0, 200) ?? `${name}${territory ? `, ${territory.name}` : ''} : fiche d'acteur.`,
    links: html`<link rel="canonical" href="${actorAddress(site, slug)}" />
      <link rel="alternate" type="application/ld+json" href="${path}.jsonld" title="Data Food Consortium" />
      <link rel="alternate" type="application/json" href="${path}.json" title="data·inclusion" />`,
    content: html`
      <section class="head" aria-labelledby="titre">
        <p class="eyebrow">Acteur</p>
        <h1 id="titre">${name}${acronym !== null && acronym !== name && html` <small>${acronym}</small>`}</h1>
        ${closure(actor)} ${labels(actor)} ${description !== null && html`<p class="lead">${description}</p>`}
        ${contact(actor)}
      </section>
      ${statuses.length > 0 && block('reconnaissances', 'Reconnaissances', statusList(statuses))}
      ${
        networks.length > 0 &&
        block(
          'reseaux',
          'Réseaux',
          html`<ul>
            ${networks.map((network) => html`<li>${actorLink(network)}</li>`)}
          </ul>`,
        )
      }
      ${projects.length > 0 && block('projets', 'Projets', projectList(projects))}
      ${actor.flows.totalCount > 0 && block('quantites', 'Quantités réalisées', flowList(actor))}
      ${
        actor.awardsReceived.totalCount > 0 &&
        block('financements', 'Financements reçus', awardList(actor.awardsReceived))
      }
      ${block('sources', 'Sources de cette fiche', provenance(actor, path))}
    `,
  });
}

function closure({ state, closedOn }: ActorAnswer): Html {
  if (state !== 'CLOSED') return html``;
  return html`<p class="notice">
    <strong>Structure fermée</strong>${closedOn !== null && ` depuis le ${dayInFrench(closedOn)}`} : aucun
    registre ne la recense plus. La fiche est conservée.
  </p>`;
}

function block(id: string, title: string, content: Html): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

function projectList(projects: ActorAnswer['projects']): Html {
  const entries = projects.map(
    ({ title, status, summary, sources }) =>
      html`<li class="entry">
        <h3>${title} <small>${french(PROJECT_STATUSES, status)}</small></h3>
        <p>${summary}</p>
        ${citations(sources)}
      </li>`,
  );
  return html`<ul class="entries">
    ${entries}
  </ul>`;
}

/** Each flow by itself: the same tonne can be counted at several stages, so that a sum would say nothing. */
function flowList({ slug, flows }: ActorAnswer): Html {
  const entries = flows.nodes.map(
    (flow) =>
      html`<li class="entry">
        <p class="figure-line">
          <strong>${quantityInFrench(flow.quantity)}</strong>${mass(flow)} ${flow.product.name}
        </p>
        <p>
          ${french(STAGES, flow.stage)},
          ${periodInFrench(flow.periodStart, flow.periodEnd)}${sides(flow, slug)}
        </p>
        ${citations(flow.sources)}
      </li>`,
  );
  return html`<ul class="entries">
      ${entries}
    </ul>
    ${remaining(flows)}`;
}

function mass({ tonnes, quantity }: FlowAnswer): string {
  if (tonnes === null || quantity.unit === 'TONNE') return '';
  return ` (${quantityInFrench({ value: String(tonnes), unit: 'TONNE' })})`;
}

function sides({ provider, receiver }: FlowAnswer, slug: string): Html {
  return html`${provider && provider.slug !== slug && html`, de ${actorLink(provider)}`}${
    receiver && receiver.slug !== slug && html`, vers ${actorLink(receiver)}`
  }`;
}

function awardList(awards: ActorAnswer['awardsReceived']): Html {
  const entries = awards.nodes.map(
    (award) =>
      html`<li class="entry">
        <p class="figure-line">${amount(award)} ${french(INSTRUMENTS, award.instrument)}</p>
        <p>
          ${award.funder ? actorLink(award.funder) : french(FUNDER_CATEGORIES, award.funderCategory)}${
            award.scheme && `, ${award.scheme.name}`
          }${when(award)}${award.project && html`, pour « ${award.project.title} »`}
        </p>
        ${citations(award.sources)}
      </li>`,
  );
  return html`<ul class="entries">
      ${entries}
    </ul>
    ${remaining(awards)}`;
}

/** A funder named without a sum is still a funder; the sum is unknown, not zero. */
function amount({ amount: sum }: AwardAnswer): Html {
  return sum === null
    ? html`<span class="muted">Montant non précisé,</span>`
    : html`<strong>${eurosInFrench(sum)}</strong>`;
}

function when({ date, periodStart, periodEnd }: AwardAnswer): string {
  if (date !== null) return `, ${dayInFrench(date)}`;
  return periodStart !== null && periodEnd !== null ? `, ${periodInFrench(periodStart, periodEnd)}` : '';
}

function remaining({ totalCount, nodes }: { totalCount: number; nodes: readonly unknown[] }): Html {
  const more = totalCount - nodes.length;
  if (more <= 0) return html``;
  return html`<p class="muted">
    Et ${more === 1 ? 'un autre' : `${more} autres`}, à lire dans <a href="/explorer">l'explorateur</a>.
  </p>`;
}

function provenance({ sources, modifiedAt }: ActorAnswer, path: string): Html {
  return html`${sourceList(sources)}
    <p class="muted">
      Fiche modifiée le ${dayInFrench(modifiedAt)}. La même, pour les machines :
      <a href="${path}.jsonld">JSON-LD (Data Food Consortium)</a>, <a href="${path}.json">data·inclusion</a>.
    </p>`;
}
