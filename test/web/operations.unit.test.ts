import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLEnumType, parse, validate } from 'graphql';
import { DEFAULT_LIMITS, parseWithin, refusedForCost } from '../../gateway/limits';
import { PACKAGE_ROOT } from '../../platform/package-root';
import { publicSchema } from '../../schema/contract-files';
import words from '../../web/directory/words/fr.json';

const folder = join(PACKAGE_ROOT, 'web', 'directory', 'operations');
const schema = publicSchema(readFileSync(join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), 'utf8'));

describe.each(readdirSync(folder))('the operation %s of the directory', (file) => {
  const query = readFileSync(join(folder, file), 'utf8');

  it('is one of the public contract, and passes the limits with room to spare', () => {
    expect(validate(schema, parse(query))).toEqual([]);
    const document = parseWithin(DEFAULT_LIMITS, query);
    const tighter = { ...DEFAULT_LIMITS, cost: DEFAULT_LIMITS.cost / 4 };
    const variables = { first: 100, filter: {}, text: 'a', id: 'france' };
    expect(refusedForCost(tighter, schema, { document, variables })).toBeUndefined();
  });
});

it.each([
  ['kinds', 'ActorKind'],
  ['siaeKinds', 'SiaeKind'],
  ['chainLinks', 'ChainLink'],
  ['levels', 'TerritoryLevel'],
  ['suggestionKinds', 'SuggestionKind'],
] as const)('has a word for each value: %s', (group, name) => {
  const type = schema.getType(name) as GraphQLEnumType;
  expect(Object.keys(words[group]).toSorted()).toEqual(
    type
      .getValues()
      .map((value) => value.name)
      .toSorted(),
  );
});
