import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { columnsOf, IMPORT_SUBJECTS } from '../../importers/columns';
import { SUBJECTS } from '../../importers/subjects';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { importHarness, type ImportHarness } from './import-harness';

jest.setTimeout(120_000);

const manual = readFileSync(path.join(__dirname, '../../docs/importing.md'), 'utf8');

let db: TestDatabase;
let imports: ImportHarness;

beforeAll(async () => {
  db = await loadedDatabase();
  imports = importHarness(db);
});
afterAll(async () => {
  imports.close();
  await db.close();
});

function sectionOf(title: string): string {
  return manual.split(`\n## ${title}\n`)[1]?.split('\n## ', 1)[0] ?? '';
}

/** CSV blocks of a section. */
function filesIn(section: string): string[] {
  return [...sectionOf(section).matchAll(/^```csv\n([^]*?)^```/gm)].map(([, file = '']) => file);
}

describe('docs/importing.md', () => {
  it.each([
    ['Flows', 'flows'],
    ['Batches', 'flows'],
    ['Impact measures', 'impact'],
    ['Awards', 'awards'],
  ] as const)('the example of "%s" goes in', async (section, subject) => {
    const [file = ''] = filesIn(section);
    const source = { slug: section.toLowerCase().replace(' ', '-'), title: 't', publisher: 'p' };
    const outcome = await imports.run(subject, file, { source });
    expect(outcome.told).toEqual([]);
    expect(outcome.counts?.inserted).toBe(file.trim().split('\n').length - 1);
  });

  it('the faulty example gives the faults that it says', async () => {
    const [file = '', faults = ''] = filesIn('When something is wrong');
    const { told } = await imports.run('flows', file, { source: { slug: 'x', title: 't', publisher: 'p' } });
    expect(told).toEqual(parse(faults, { delimiter: ';', columns: true }));
  });

  it.each([
    ['Flows', 'flows'],
    ['Impact measures', 'impact'],
    ['Awards', 'awards'],
    ['Structures', 'structures'],
  ] as const)(
    'the table of "%s" lists every column of the schema, and which must be there',
    (section, subject) => {
      const rows = [...sectionOf(section).matchAll(/^\| (\*\*)?`(\w+)`(?:\*\*)? +\| ([^|]+?) +\|/gm)];
      expect(rows.map(([, bold, name, title]) => [name, title, bold !== undefined])).toEqual(
        columnsOf(subject).map(({ name, title, constraints }) => [
          name,
          title,
          constraints?.required ?? false,
        ]),
      );
    },
  );
});

describe('the published schemas', () => {
  it.each(IMPORT_SUBJECTS)('of %s say what the import checks', (subject) => {
    const listed = columnsOf(subject).flatMap(({ name, constraints }) =>
      constraints?.enum ? [[name, constraints.enum]] : [],
    );
    const lists = Object.entries(SUBJECTS[subject].enumerations).filter(([name]) => name !== 'organic');
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(lists));
  });
});
