import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { DEFAULT_LIMITS, parseWithin, refusedForCost } from '../../gateway/limits';
import { publicSchema } from '../../schema/contract-files';
import { PACKAGE_ROOT } from '../../platform/package-root';

const folder = join(PACKAGE_ROOT, 'web', 'examples');
const names = readdirSync(folder);
const schema = publicSchema(readFileSync(join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), 'utf8'));

/** Each file of variables belongs to the operation whose name it begins with. */
describe.each(names.filter((name) => name.endsWith('.json')))('the example %s', (file) => {
  const query = readFileSync(join(folder, `${file.split('.')[0]}.graphql`), 'utf8');
  const variables = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;

  it('is one named operation of the public contract, with variables that fit', () => {
    const document = parse(query);
    const operation = getOperationAST(document);
    expect(operation?.name?.value).toBeTruthy();
    expect(validate(schema, document)).toEqual([]);
    expect(getVariableValues(schema, operation?.variableDefinitions ?? [], variables).errors).toBeUndefined();
  });

  it('passes the default limits, the cost with room to spare', () => {
    const document = parseWithin(DEFAULT_LIMITS, query);
    const tighter = { ...DEFAULT_LIMITS, cost: DEFAULT_LIMITS.cost / 4 };
    expect(refusedForCost(tighter, schema, { document, variables })).toBeUndefined();
  });
});

it('covers every operation with variables', () => {
  const operations = names.filter((name) => name.endsWith('.graphql')).map((name) => name.split('.')[0]);
  const given = new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.split('.')[0]));
  expect(operations.filter((name) => !given.has(name))).toEqual([]);
});
