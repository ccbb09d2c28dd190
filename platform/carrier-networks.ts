import { SiaeKind } from './vocabulary/siae-kind';

/** A code of `reseaux_porteurs` in data.inclusion, and the actor that it stands for. */
interface CarrierNetwork {
  code: string;
  /** Slug that the GT4 report gives to the network. */
  slug: string;
  /** Slugs of other actors under the same name: what they carry is told by this code, and none is read from it. */
  also?: readonly string[];
}

/** Networks of the directory that data.inclusion has a code for; read by its import and written by its export. */
export const CARRIER_NETWORKS: readonly CarrierNetwork[] = [
  {
    code: 'banques-alimentaires',
    slug: 'federation-francaise-des-banques-alimentaires',
    also: ['banques-alimentaires'],
  },
  { code: 'croix-rouge', slug: 'croix-rouge-francaise' },
  { code: 'emmaus', slug: 'emmaus-france' },
  { code: 'restos-du-coeur', slug: 'restos-du-coeur' },
  { code: 'secours-populaire', slug: 'secours-populaire-francais' },
];

/** Codes that say which agreement a structure of inclusion through work holds, not which network carries it. */
export const AGREEMENT_CODES: readonly (readonly [code: string, kind: SiaeKind])[] = [
  ['aci', SiaeKind.ACI],
  ['ai', SiaeKind.AI],
  ['ei', SiaeKind.EI],
  ['eiti', SiaeKind.EITI],
  ['etti', SiaeKind.ETTI],
];
