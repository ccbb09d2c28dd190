import { AGREEMENT_CODES, CARRIER_NETWORKS } from '../../platform/carrier-networks';
import { ActorKind } from '../../platform/vocabulary/actor-kind';
import type { SiaeKind } from '../../platform/vocabulary/siae-kind';

/** Codes of `reseaux_porteurs` that say which agreement a structure of inclusion through work holds. */
export const AGREEMENTS: ReadonlyMap<string, SiaeKind> = new Map(AGREEMENT_CODES);

/** Codes that name a network which the directory holds, by its slug. */
export const NETWORKS: ReadonlyMap<string, string> = new Map(
  CARRIER_NETWORKS.map(({ code, slug }) => [code, slug]),
);

/** Codes that say what an organisation is by law, whoever uses them; the others say nothing of its kind. */
export const KINDS: ReadonlyMap<string, ActorKind> = new Map([
  ['ccas-cias', ActorKind.LOCAL_AUTHORITY],
  ['communes', ActorKind.LOCAL_AUTHORITY],
  ['departements', ActorKind.LOCAL_AUTHORITY],
  ['regions', ActorKind.LOCAL_AUTHORITY],
  ['mdph', ActorKind.LOCAL_AUTHORITY],
  ['caf', ActorKind.SOCIAL_SECURITY],
  ['cpam', ActorKind.SOCIAL_SECURITY],
  ['mutualite-sociale-agricole', ActorKind.SOCIAL_SECURITY],
  ['france-travail', ActorKind.PUBLIC_OPERATOR],
  ['afpa', ActorKind.PUBLIC_OPERATOR],
  ['pjj', ActorKind.STATE],
  ['spip', ActorKind.STATE],
]);

/** Every code of the schema v1 (April 2026). One that is none of these is left aside, and told. */
export const KNOWN_NETWORKS: ReadonlySet<string> = new Set(
  `60000-rebonds action-logement adie afpa agefiph ai aidants-connect alliance-villes-emploi anlci apprentis-dauteuil ase
   banques-alimentaires caarud cada caf campus-connecte cap-emploi-reseau-cheops cava ccas-cias chambres-consulaires
   chantier-ecole chrs chu cidff cmp cms cnam collectif-emploi communes coorace conseillers-numeriques cpam cph
   creches-avip crepi cresus croix-rouge csapa delegataire-conseil-departemental departements duo-for-a-job
   ecoles-de-la-deuxieme-chance ea eatt egee emmaus epide esat espaces-publics-numeriques etcld fabrique-de-territoire
   face fcsf federation-professionnelle-femmes federation-des-acteurs-de-la-solidarite france-active france-service
   france-travail french-tech geiq grandes-ecoles-du-numerique huda hup inae initiative-france konexio
   la-cravate-solidaire la-poste les-premieres maisons-de-l-emploi maison-departementale-de-lautonomie
   maisons-des-solidarites mdph mission-locale mjc mobin msap mutualite-sociale-agricole nqt pimms-mediation pjj plie
   points-conseil-budget points-justice positive-planet regions reseau-app reseau-bge reseau-entreprendre
   reseau-information-jeunesse residences-fjt ressourceries restos-du-coeur secours-populaire ei aci etti eiti siao
   simplon singa snc spip tous-tes-possibles unaf unea unis-cite wimoov`.split(/\s+/),
);
