/** Networks of the data under the names that data.inclusion gives them (réseaux porteurs), by the slug of the actor. */
const BY_NETWORK: ReadonlyMap<string, string> = new Map([
  ['banques-alimentaires', 'banques-alimentaires'],
  ['federation-francaise-des-banques-alimentaires', 'banques-alimentaires'],
  ['croix-rouge-francaise', 'croix-rouge'],
  ['emmaus-france', 'emmaus'],
  ['restos-du-coeur', 'restos-du-coeur'],
  ['secours-populaire-francais', 'secours-populaire'],
]);

/** Agreements that data.inclusion lists beside networks. */
const BY_SIAE_KIND: ReadonlyMap<string, string> = new Map([
  ['ACI', 'aci'],
  ['AI', 'ai'],
  ['EI', 'ei'],
  ['EITI', 'eiti'],
  ['ETTI', 'etti'],
]);

/** Names of data.inclusion for what an actor belongs to, in alphabetical order, each once. */
export function carrierNetworks(slugs: readonly string[], siaeKinds: readonly string[]): string[] {
  const found = [
    ...slugs.map((slug) => BY_NETWORK.get(slug)),
    ...siaeKinds.map((kind) => BY_SIAE_KIND.get(kind)),
  ].filter((name) => name !== undefined);
  return [...new Set(found)].sort();
}
