import { AGREEMENT_CODES, CARRIER_NETWORKS } from '../../platform/carrier-networks';

/** Codes of data.inclusion (réseaux porteurs), by the slug of the actor. */
const BY_NETWORK: ReadonlyMap<string, string> = new Map(
  CARRIER_NETWORKS.flatMap(({ code, slug, also = [] }) => [slug, ...also].map((each) => [each, code])),
);

/** Agreements that data.inclusion lists beside networks. */
const BY_SIAE_KIND: ReadonlyMap<string, string> = new Map(
  AGREEMENT_CODES.map(([code, kind]) => [kind, code]),
);

/** Names of data.inclusion for what an actor belongs to, in alphabetical order, each once. */
export function carrierNetworks(slugs: readonly string[], siaeKinds: readonly string[]): string[] {
  const found = [
    ...slugs.map((slug) => BY_NETWORK.get(slug)),
    ...siaeKinds.map((kind) => BY_SIAE_KIND.get(kind)),
  ].filter((name) => name !== undefined);
  return [...new Set(found)].sort();
}
