/** A recognition as a row of the actors export holds it. */
export interface StatusRecord {
  readonly type: 'PAT_RECOGNITION' | 'PTCE_LABEL' | 'SIAE_AGREEMENT' | 'FOOD_AID_AUTHORISATION';
  readonly siaeKind?: string;
}

/** What the formats of partners are made of: a row of the actors export, its columns under their published names. */
export interface ActorRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly kinds: readonly string[];
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly website: string | null;
  readonly networks: readonly string[];
  readonly statuses: readonly StatusRecord[];
  readonly description: string | null;
  readonly address: string | null;
  readonly address_complement: string | null;
  readonly postal_code: string | null;
  readonly commune_code: string | null;
  readonly commune_name: string | null;
  readonly located_by: 'ACTOR' | 'COMMUNE' | null;
  readonly opening_hours: string | null;
  readonly accessibility_url: string | null;
  readonly state: 'ACTIVE' | 'CLOSED' | 'MERGED';
  readonly closed_on: string | null;
  readonly merged_into: string | null;
  readonly modified_at: string;
}

/** The slug that an id of an actor is made of. */
export function slugOf(id: string): string {
  return id.slice('actor:'.length);
}
