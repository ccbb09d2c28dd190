import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse, type EnumTypeDefinitionNode } from 'graphql';

const root = path.join(__dirname, '..');
const glossary = readFileSync(path.join(root, 'docs', 'glossary.md'), 'utf8');
const supergraph = parse(readFileSync(path.join(root, 'schema', 'supergraph.graphql'), 'utf8'));

/** The cells of each row of the table under a heading, its two head rows left out. */
function tableUnder(heading: string): string[][] {
  const start = glossary.indexOf(`\n${heading}`);
  if (start === -1) return [];
  const after = glossary.slice(start + heading.length + 1);
  const section = after.split(/^#+ /m, 1)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** Enums of the API; those with two underscores belong to federation. */
const enums = supergraph.definitions.filter(
  (node): node is EnumTypeDefinitionNode =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && !node.name.value.includes('__'),
);

/** "Grant (subvention)." gives "subvention": where a description holds French, it ends with it. */
function frenchOf(description: string | undefined): string | undefined {
  return /\(([^()]*)\)\.?$/.exec(description ?? '')?.[1];
}

describe('docs/glossary.md', () => {
  it('knows every enum of platform/vocabulary', () => {
    const folder = path.join(root, 'platform', 'vocabulary');
    const written = readdirSync(folder).map(
      (file) => /export enum (\w+)/.exec(readFileSync(path.join(folder, file), 'utf8'))?.[1],
    );
    expect(written.filter((name) => tableUnder(`### ${name} (`).length === 0)).toEqual([]);
  });

  it.each(enums.map((node) => [node.name.value, node] as const))(
    'gives each value of %s the French term of its description, and no other value',
    (name, node) => {
      const listed = tableUnder(`### ${name} (`).map(([value, french]) => [value, french]);
      const served = node.values?.map((value) => [
        `\`${value.name.value}\``,
        frenchOf(value.description?.value),
      ]);
      // Composition may order the values in its own way.
      expect(listed.sort()).toEqual(served?.sort());
    },
  );

  it('names in "In Maillon" only what the schema has', () => {
    const names = new Set<string>();
    for (const node of supergraph.definitions) {
      if (!('name' in node) || !node.name) continue;
      names.add(node.name.value);
      const members = [
        ...('fields' in node ? (node.fields ?? []) : []),
        ...('values' in node ? (node.values ?? []) : []),
      ];
      for (const member of members) {
        names.add(member.name.value).add(`${node.name.value}.${member.name.value}`);
      }
    }
    const cells = [
      ...tableUnder('## French to English').map(([, english = '']) => english),
      ...tableUnder('## English to French').map(([english = '']) => english),
    ];
    const used = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    expect(used.length).toBeGreaterThan(80);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(['## French to English', '## English to French'])('keeps %s in alphabetical order', (heading) => {
    const terms = tableUnder(heading).map(([term = '']) => term);
    const sorted = [...terms].sort((a, b) => a.localeCompare(b, 'fr', { ignorePunctuation: true }));
    expect(terms).toEqual(sorted);
  });
});
