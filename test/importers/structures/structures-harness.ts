import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openByteSource } from '../../../importers/input/byte-source';
import {
  importStructures,
  type StructuresOutcome,
  type StructuresRequest,
} from '../../../importers/structures/import-structures';
import { foldName } from '../../../platform/folded-name';
import type { TestDatabase } from '../../support/database';
import { TERRITORIES } from '../../support/territories';

/** A record of data.inclusion of which only what a test is about need be said. */
export interface Structure {
  id: string;
  nom?: string;
  [field: string]: unknown;
}

/** Imports records into a test database as the command imports files. */
export class StructuresHarness {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'maillon-structures-'));
  private files = 0;

  constructor(private readonly db: TestDatabase) {}

  /** Imports a file of this content under the source "essai". */
  async run(
    content: readonly Structure[] | string | Buffer,
    options: Partial<Omit<StructuresRequest, 'input' | 'source'>> & { source?: string } = {},
  ): Promise<StructuresOutcome & { told: string }> {
    this.files += 1;
    const file = path.join(this.folder, `${this.files}.json`);
    const errorsFile = `${file}.erreurs.csv`;
    writeFileSync(
      file,
      typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content.map(whole)),
    );
    const { source = 'essai', ...others } = options;
    const outcome = await importStructures(
      {
        input: openByteSource(file),
        source: { slug: source, title: `Registre ${source}`, publisher: 'Éditeur' },
        dryRun: false,
        replace: false,
        errorsFile,
        ...others,
      },
      this.db.of('actors').dataSource,
    );
    return { ...outcome, told: existsSync(errorsFile) ? readFileSync(errorsFile, 'utf8') : '' };
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.db.of('actors').dataSource.query<Row[]>(text, values);
  }

  /** All rows of the tables that an import writes, as one text. */
  async dump(except: readonly string[] = []): Promise<string> {
    const tables = [
      'actor',
      'actor_status',
      'actor_network',
      'actor_source',
      'actor_area',
      'register_entry',
    ].concat([
      'actor_statement',
      'identifier_doubt',
      'duplicate_candidate',
      'project_actor',
      'actor_redirect',
      'source',
    ]);
    const dumps: string[] = [];
    for (const table of tables) {
      const [row] = await this.rows<{ all: string | null }>(
        `SELECT string_agg((to_jsonb(t) - $1::text[])::text, E'\\n' ORDER BY (to_jsonb(t) - $1::text[])::text) AS all FROM ${table} t`,
        [except],
      );
      dumps.push(`${table}\n${row?.all ?? ''}`);
    }
    return dumps.join('\n');
  }

  /** Takes everything out of the directory. */
  async empty(): Promise<void> {
    await this.rows('TRUNCATE actor, source, actor_merge CASCADE');
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A record with all that the schema asks for. */
export function whole(structure: Structure): Structure {
  return { source: 'essai', nom: `Structure ${structure.id}`, date_maj: '2024-05-01', ...structure };
}

/** The small country of the tests, in a schema of actors. */
export async function writeTerritories(db: TestDatabase): Promise<void> {
  for (const { key, id, level, name, communes } of TERRITORIES) {
    await db.of('actors').dataSource.query(
      `INSERT INTO territory (key, id, level, code, name, population, commune_count, search_name)
       VALUES ($1, $2, $3, $4, $5, 1000, $6, $7)`,
      [key, id, level, id.split(':')[1] ?? 'FR', name, communes.length, foldName(name)],
    );
  }
  await db
    .of('actors')
    .dataSource.query(
      `INSERT INTO territory_alias (id, target) SELECT 'commune:41900', key FROM territory WHERE id = 'commune:41018'`,
    );
}
