/** All that the page of an actor shows, in one operation over the three subgraphs. */
export const ACTOR_OPERATION = `query ActorPage($slug: String!) {
  actor(slug: $slug) {
    id slug name acronym kinds chainLinks siren siret rna website description
    address addressComplement postalCode openingHours accessibilityUrl state closedOn modifiedAt
    location { latitude longitude }
    territory { id level code name location { latitude longitude } ancestors { level name } }
    networks { id slug name }
    statuses {
      __typename
      ... on PatRecognition { level since territory { name } }
      ... on PtceLabel { since }
      ... on SiaeAgreement { kind since until }
      ... on FoodAidAuthorisation { since until }
    }
    projects { slug title status summary sources { ...cited } }
    flows(first: 10) {
      totalCount
      nodes {
        stage periodStart periodEnd tonnes quantity { value unit } product { name }
        provider { slug name } receiver { slug name } sources { ...cited }
      }
    }
    awardsReceived(first: 10) {
      totalCount
      nodes {
        amount date periodStart periodEnd funderCategory instrument
        funder { slug name } scheme { name } project { title } sources { ...cited }
      }
    }
    sources { ...cited }
  }
}
fragment cited on Source { title publisher date url licence locator }`;

/** Names that look like a slug nobody holds. */
export const LIKELY_OPERATION = `query LikelyActors($search: String!) {
  actors(filter: { search: $search }, first: 5) { nodes { slug name territory { name } } }
}`;

export interface Cited {
  readonly title: string;
  readonly publisher: string;
  readonly date: string | null;
  readonly url: string | null;
  readonly licence: string | null;
  readonly locator: string | null;
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Linked {
  readonly slug: string;
  readonly name: string;
}

export interface StatusAnswer {
  readonly __typename: 'PatRecognition' | 'PtceLabel' | 'SiaeAgreement' | 'FoodAidAuthorisation';
  readonly level?: number | null;
  readonly kind?: string;
  readonly since: string | null;
  readonly until?: string | null;
  readonly territory?: { readonly name: string } | null;
}

export interface FlowAnswer {
  readonly stage: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly tonnes: number | null;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly product: { readonly name: string };
  readonly provider: Linked | null;
  readonly receiver: Linked | null;
  readonly sources: readonly Cited[];
}

export interface AwardAnswer {
  readonly amount: string | null;
  readonly date: string | null;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly funderCategory: string;
  readonly instrument: string;
  readonly funder: Linked | null;
  readonly scheme: { readonly name: string } | null;
  readonly project: { readonly title: string } | null;
  readonly sources: readonly Cited[];
}

export interface ActorAnswer extends Linked {
  readonly id: string;
  readonly acronym: string | null;
  readonly kinds: readonly string[];
  readonly chainLinks: readonly string[];
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly website: string | null;
  readonly description: string | null;
  readonly address: string | null;
  readonly addressComplement: string | null;
  readonly postalCode: string | null;
  readonly openingHours: string | null;
  readonly accessibilityUrl: string | null;
  readonly state: 'ACTIVE' | 'CLOSED';
  readonly closedOn: string | null;
  readonly modifiedAt: string;
  readonly location: Point | null;
  readonly territory: {
    readonly id: string;
    readonly level: string;
    readonly code: string;
    readonly name: string;
    readonly location: Point | null;
    readonly ancestors: readonly { readonly level: string; readonly name: string }[];
  } | null;
  readonly networks: readonly (Linked & { readonly id: string })[];
  readonly statuses: readonly StatusAnswer[];
  readonly projects: readonly {
    readonly slug: string;
    readonly title: string;
    readonly status: string;
    readonly summary: string;
    readonly sources: readonly Cited[];
  }[];
  readonly flows: { readonly totalCount: number; readonly nodes: readonly FlowAnswer[] };
  readonly awardsReceived: { readonly totalCount: number; readonly nodes: readonly AwardAnswer[] };
  readonly sources: readonly Cited[];
}

export interface LikelyActor extends Linked {
  readonly territory: { readonly name: string } | null;
}
