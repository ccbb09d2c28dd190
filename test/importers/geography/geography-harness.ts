import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { DataSource } from 'typeorm';
import {
  importGeography,
  retractGeography,
  type GeographyOutcome,
  type GeographyRequest,
} from '../../../importers/geography/import-geography';
import type { GeographySubjectName } from '../../../importers/geography/subject-names';
import { openByteSource } from '../../../importers/input/byte-source';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../platform/subgraph/subgraph';
import { createActorsSubgraph } from '../../../subgraphs/actors/subgraph';
import { loadedDatabase, type TestDatabase } from '../../support/database';
import { SubgraphClient } from '../../support/subgraph-client';
import type { FaultLine } from '../import-harness';

/** Where the real files are, when they are. */
export const REAL_DATA = path.join(__dirname, '../../../../shared/data');

export type GeographyOptions = Partial<Omit<GeographyRequest, 'subject' | 'input'>>;

export interface GeographyHarness {
  readonly db: TestDatabase;
  readonly owners: ReadonlyMap<SubgraphName, DataSource>;
  /** Imports a text, or a JSON value, under the source "essai". */
  run(
    subject: GeographySubjectName,
    content: unknown,
    options?: GeographyOptions,
  ): Promise<GeographyOutcome & { told: FaultLine[] }>;
  file(subject: GeographySubjectName, file: string, options?: GeographyOptions): Promise<GeographyOutcome>;
  retract(slug: string): Promise<number | undefined>;
  /** Asks the subgraph of actors. */
  ask<Data>(query: string): Promise<Data>;
  rows<Row>(schema: SubgraphName, sql: string, values?: unknown[]): Promise<Row[]>;
  /** Ids of what a territory holds in a schema, itself left out, sorted. */
  held(schema: SubgraphName, id: string): Promise<string[]>;
  /** Ids of what holds a territory. */
  holders(schema: SubgraphName, id: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function geographyHarness(): Promise<GeographyHarness> {
  const db = await loadedDatabase();
  const owners = new Map(SUBGRAPH_NAMES.map((name) => [name, db.of(name).dataSource]));
  const folder = mkdtempSync(path.join(tmpdir(), 'maillon-geography-'));
  let files = 0;
  const file: GeographyHarness['file'] = (subject, name, options = {}) =>
    importGeography(
      {
        subject,
        input: openByteSource(name),
        source: { slug: 'essai', title: 'Fichier d’essai', publisher: 'Éditeur' },
        dryRun: false,
        replace: false,
        errorsFile: path.join(folder, `${files}.erreurs.csv`),
        ...options,
      },
      owners,
    );
  const rows: GeographyHarness['rows'] = (schema, sql, values = []) =>
    db.of(schema).dataSource.query(sql, values);
  const related = async (schema: SubgraphName, of: string, to: string, id: string): Promise<string[]> =>
    (
      await rows<{ id: string }>(
        schema,
        `SELECT other.id FROM territory_closure AS c JOIN territory AS mine ON mine.key = c.${of}
         JOIN territory AS other ON other.key = c.${to} WHERE mine.id = $1 AND other.id <> $1 ORDER BY other.id`,
        [id],
      )
    ).map((row) => row.id);
  return {
    db,
    owners,
    async run(subject, content, options = {}) {
      files += 1;
      const name = path.join(folder, `${files}.txt`);
      const errorsFile = path.join(folder, `${files}.erreurs.csv`);
      writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
      const outcome = await file(subject, name, { errorsFile, ...options });
      const told = existsSync(errorsFile)
        ? parse<FaultLine>(readFileSync(errorsFile, 'utf8'), { columns: true, delimiter: ';' })
        : [];
      return { ...outcome, told };
    },
    file,
    retract: (slug) => retractGeography(owners, slug),
    ask: async <Data>(query: string) =>
      new SubgraphClient(await createActorsSubgraph(), db.of('actors').database).data<Data>(query),
    rows,
    held: (schema, id) => related(schema, 'ancestor', 'descendant', id),
    holders: (schema, id) => related(schema, 'descendant', 'ancestor', id),
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await db.close();
    },
  };
}
