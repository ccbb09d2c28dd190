/**
 * French terms that files may use in place of the codes of enumerations, by column. Codes are accepted in any case;
 * accents are optional.
 */
const TERMS: Record<string, Record<string, string>> = {
  stage: { produit: 'PRODUCED', collecté: 'COLLECTED', transformé: 'TRANSFORMED', distribué: 'DISTRIBUTED' },
  nature: { réalisé: 'ACTUAL', prévu: 'PLANNED', prévisionnel: 'PLANNED', objectif: 'PLANNED' },
  unit: {
    t: 'TONNE',
    tonnes: 'TONNE',
    kg: 'KILOGRAM',
    kilogramme: 'KILOGRAM',
    kilogrammes: 'KILOGRAM',
    l: 'LITRE',
    litres: 'LITRE',
    repas: 'MEAL',
    panier: 'BASKET',
    paniers: 'BASKET',
    colis: 'BASKET',
    pièce: 'PIECE',
    pièces: 'PIECE',
  },
  supply_mode: {
    'production propre': 'OWN_PRODUCTION',
    don: 'DONATION',
    dons: 'DONATION',
    surplus: 'SURPLUS',
    invendus: 'SURPLUS',
    ramasse: 'SURPLUS',
    glanage: 'GLEANING',
    achat: 'PURCHASE',
    'achat groupé': 'GROUP_PURCHASE',
    'marché public': 'PUBLIC_PROCUREMENT',
  },
  circuit: {
    'filière solidaire locale': 'LOCAL_SOLIDARITY',
    mixte: 'MIXED',
    'filière longue': 'LONG',
  },
  organic: { oui: 'true', vrai: 'true', '1': 'true', non: 'false', faux: 'false', '0': 'false' },
  confidence: { mesuré: 'MEASURED', déclaré: 'REPORTED', estimé: 'ESTIMATED' },
  funder_category: {
    état: 'STATE',
    'opérateur public': 'PUBLIC_OPERATOR',
    'union européenne': 'EUROPEAN_UNION',
    région: 'REGION',
    département: 'DEPARTEMENT',
    fondation: 'FOUNDATION',
    entreprise: 'COMPANY',
    citoyens: 'CITIZENS',
  },
  instrument: {
    subvention: 'GRANT',
    'aide au poste': 'JOB_SUBSIDY',
    'compensation de prix': 'PRICE_COMPENSATION',
    mécénat: 'SPONSORSHIP',
    'apport en nature': 'IN_KIND',
    'financement participatif': 'CROWDFUNDING',
    prêt: 'LOAN',
    'appel à projets': 'CALL_FOR_PROJECTS',
  },
};

/** What may stand for each code of a column: [written, its ASCII letters in lower case; code]. */
export function termsOf(column: string, codes: readonly string[]): [written: string, code: string][] {
  const terms = [...codes.map((code) => [code, code] as const), ...Object.entries(TERMS[column] ?? {})];
  return [
    ...new Map(terms.flatMap(([term, code]) => spellings(term).map((written) => [written, code] as const))),
  ];
}

/** PostgreSQL lowers only ASCII under the collation "C": capitals with accents are listed. */
function spellings(term: string): string[] {
  const plain = term.normalize('NFD').replace(/\p{M}/gu, '');
  const all = [term, plain, `${term.slice(0, 1).toUpperCase()}${term.slice(1)}`, term.toUpperCase()];
  return all.map((word) => word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
}
