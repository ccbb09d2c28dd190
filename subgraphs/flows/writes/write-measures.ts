import { In, type EntityManager } from 'typeorm';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { Nature } from '../../../platform/vocabulary/nature';
import { MeasureSourceEntity } from '../entities/measure-source.entity';
import { MeasureEntity } from '../entities/measure.entity';
import { ProjectTerritoryEntity } from '../entities/project-territory.entity';
import { chunks } from './chunks';
import { requireCitations, type Citation } from './citation';
import { keyOf, territoryKeys } from './territory-keys';

/** An impact figure as a source states it. */
export interface MeasureRecord {
  /** Global id, `measure:…`. */
  id: string;
  /** Global id of the project. */
  project: string;
  /** Code of a row of `indicator`. */
  indicator: string;
  /** Exact number in a string, with the digits of the source. */
  value: string;
  unit: string;
  nature: Nature;
  periodStart: string | null;
  periodEnd: string | null;
  confidence: Confidence;
  citations: readonly Citation[];
}

/**
 * Replaces the territories in which projects act, as `source` states them; must come before their measures.
 * @param territories ids of territories by global id of project
 */
export async function writeProjectTerritories(
  manager: EntityManager,
  source: string,
  territories: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const keys = await territoryKeys(manager, [...territories.values()].flat());
  const rows = [...territories].flatMap(([project, ids]) => {
    // Two old codes may stand for one commune of today.
    const resolved = new Set(ids.map((id) => keyOf(keys, id, project) as number));
    return [...resolved].map((territory) => ({ project, territory, source }));
  });
  await manager.delete(ProjectTerritoryEntity, { source });
  await manager.upsert(ProjectTerritoryEntity, rows, ['project', 'territory']);
}

/**
 * The only writer of impact measures: inserts or replaces each with its sources and the territory it counts in.
 * Indicators, cited sources and the projects' territories must be there already.
 */
export async function writeMeasures(
  manager: EntityManager,
  records: readonly MeasureRecord[],
): Promise<void> {
  for (const record of records) requireCitations(record.id, record.citations);
  await manager.transaction(async (transaction) => {
    const territories = await narrowestTerritories(transaction);
    for (const chunk of chunks(records)) {
      await transaction.upsert(
        MeasureEntity,
        chunk.map((record) => measureRow(record, territories)),
        ['id'],
      );
      await transaction.delete(MeasureSourceEntity, { measureId: In(chunk.map(({ id }) => id)) });
      for (const sources of chunks(chunk.flatMap(sourceRows))) {
        await transaction.insert(MeasureSourceEntity, sources);
      }
    }
  });
}

function measureRow(record: MeasureRecord, territories: ReadonlyMap<string, number>): MeasureEntity {
  return {
    id: record.id,
    project: record.project,
    indicator: record.indicator,
    value: record.value,
    unit: record.unit,
    nature: record.nature,
    periodStart: record.periodStart,
    periodEnd: record.periodEnd,
    confidence: record.confidence,
    territory: territories.get(record.project) ?? null,
  };
}

function sourceRows(record: MeasureRecord): MeasureSourceEntity[] {
  return record.citations.map((citation) => ({ measureId: record.id, ...citation }));
}

/** For each project, the territory of fewest communes that contains all of its territories; no PAT of an import. */
async function narrowestTerritories(manager: EntityManager): Promise<Map<string, number>> {
  const rows = await manager.query<{ project: string; territory: number }[]>(`
    SELECT DISTINCT ON (holder.project) holder.project, holder.ancestor AS territory
    FROM (
      SELECT p.project, c.ancestor
      FROM project_territory p JOIN territory_closure c ON c.descendant = p.territory
      GROUP BY p.project, c.ancestor
      HAVING count(*) = (SELECT count(*) FROM project_territory q WHERE q.project = p.project)
    ) AS holder
    JOIN territory t ON t.key = holder.ancestor AND NOT t.imported
    -- Of territories with the same communes, the one that the others contain.
    ORDER BY holder.project, t.commune_count,
      (SELECT count(*) FROM territory_closure c WHERE c.descendant = t.key) DESC, t.id`);
  return new Map(rows.map(({ project, territory }) => [project, territory]));
}

/** Takes measures away, with their sources. */
export async function deleteMeasures(manager: EntityManager, ids: readonly string[]): Promise<void> {
  for (const chunk of chunks(ids)) await manager.delete(MeasureEntity, { id: In(chunk) });
}
