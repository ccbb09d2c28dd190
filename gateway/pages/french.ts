/** Values of the API in French, as a page says them and docs/glossary.md has them; the directory says the same. */
export const KINDS: Record<string, string> = {
  PAT: 'projet alimentaire territorial (PAT)',
  PTCE: 'pôle territorial de coopération économique (PTCE)',
  ASSOCIATION: 'association',
  SIAE: "structure d'insertion par l'activité économique (SIAE)",
  FARM: 'exploitation agricole',
  COOPERATIVE: 'coopérative',
  COMPANY: 'entreprise',
  FOUNDATION: 'fondation, fonds de dotation',
  LOCAL_AUTHORITY: 'collectivité territoriale',
  STATE: 'État',
  SOCIAL_SECURITY: 'organisme de sécurité sociale',
  PUBLIC_OPERATOR: 'opérateur public',
  EDUCATION: 'enseignement, formation, recherche',
  NETWORK: 'tête de réseau',
};

export const CHAIN_LINKS: Record<string, string> = {
  PRODUCTION: 'Production',
  TRANSFORMATION: 'Transformation',
  TRANSPORT: 'Transport, logistique',
  DISTRIBUTION: 'Distribution',
};

export const SIAE_KINDS: Record<string, string> = {
  ACI: "atelier et chantier d'insertion (ACI)",
  AI: 'association intermédiaire (AI)',
  EI: "entreprise d'insertion (EI)",
  EITI: "entreprise d'insertion par le travail indépendant (EITI)",
  ETTI: "entreprise de travail temporaire d'insertion (ETTI)",
};

export const STAGES: Record<string, string> = {
  PRODUCED: 'Produit',
  COLLECTED: 'Collecté',
  TRANSFORMED: 'Transformé',
  DISTRIBUTED: 'Distribué',
};

export const PROJECT_STATUSES: Record<string, string> = {
  ACTIVE: 'en cours',
  ENDED: 'terminé',
  PLANNED: 'en projet',
};

export const FUNDER_CATEGORIES: Record<string, string> = {
  CAF: "caisse d'allocations familiales",
  CITIZENS: 'citoyens',
  COMMUNE: 'commune ou CCAS',
  COMPANY: 'entreprise',
  DEPARTEMENT: 'département',
  EPCI: 'intercommunalité',
  EUROPEAN_UNION: 'Union européenne',
  FOUNDATION: 'fondation',
  MSA: 'Mutualité sociale agricole',
  PUBLIC_OPERATOR: 'opérateur public',
  REGION: 'région',
  STATE: 'État',
};

export const INSTRUMENTS: Record<string, string> = {
  CALL_FOR_PROJECTS: 'appel à projets',
  CROWDFUNDING: 'financement participatif',
  GRANT: 'subvention',
  IN_KIND: 'apport en nature',
  JOB_SUBSIDY: 'aide au poste',
  LOAN: 'prêt',
  PRICE_COMPENSATION: 'compensation de prix',
  SPONSORSHIP: 'mécénat',
};

const UNITS: Record<string, readonly [one: string, many: string]> = {
  BASKET: ['panier', 'paniers'],
  KILOGRAM: ['kg', 'kg'],
  LITRE: ['litre', 'litres'],
  MEAL: ['repas', 'repas'],
  PIECE: ['pièce', 'pièces'],
  TONNE: ['t', 't'],
};

const NUMBER = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 });
const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

/** A value of the API in French; the value itself when a later release added it. */
export function french(terms: Record<string, string>, value: string): string {
  return terms[value] ?? value;
}

/** A quantity in the unit its source states; French takes the singular below two. */
export function quantityInFrench({ value, unit }: { value: string; unit: string }): string {
  const number = Number(value);
  const [one, many] = UNITS[unit] ?? [unit, unit];
  return `${NUMBER.format(number)} ${number < 2 ? one : many}`;
}

/** In French quotation marks, which keep to what they hold. */
export function quoted(text: string): string {
  return `«\u00a0${text}\u00a0»`;
}

export function eurosInFrench(amount: string): string {
  return EUROS.format(Number(amount)).replace(',00', '');
}

export function dayInFrench(date: string): string {
  return DAY.format(new Date(date)).replace(/^1 /, '1er ');
}

/** A first day; sources that give a year alone are held as its 1 January. */
export function sinceInFrench(date: string): string {
  return date.endsWith('-01-01') ? date.slice(0, 4) : dayInFrench(date);
}

const WORDS: Record<string, string> = {
  Mo: 'lundi',
  Tu: 'mardi',
  We: 'mercredi',
  Th: 'jeudi',
  Fr: 'vendredi',
  Sa: 'samedi',
  Su: 'dimanche',
  PH: 'jours fériés',
  SH: 'vacances scolaires',
  off: 'fermé',
};

/** Opening hours in the format of OpenStreetMap with its English words in French; any other text is as it was. */
export function openingHoursInFrench(hours: string): string {
  if (!/\d{1,2}:\d{2}|24\/7|\boff\b/.test(hours)) return hours;
  return hours
    .replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off)\b/g, (word) => WORDS[word] ?? word)
    .replace(/(?<=[a-zé])-(?=[a-z])/g, ' à ')
    .replace(/(?<=[a-zé]),(?=[a-z])/g, ', ')
    .replace(/\s*;\s*/g, ' ; ');
}

/** A period: a whole year by its number. */
export function periodInFrench(start: string, end: string): string {
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
  if (start.endsWith('-01-01') && end.endsWith('-12-31')) return from === to ? from : `${from} à ${to}`;
  return start === end ? dayInFrench(start) : `${dayInFrench(start)} au ${dayInFrench(end)}`;
}
