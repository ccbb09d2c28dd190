import type { ExportTable } from '../platform/export-table';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { actorsExport } from '../subgraphs/actors/exports/actors.export';
import { projectsExport } from '../subgraphs/actors/exports/projects.export';
import { awardsExport } from '../subgraphs/financing/exports/awards.export';
import { flowsExport } from '../subgraphs/flows/exports/flows.export';
import { impactExport } from '../subgraphs/flows/exports/impact.export';
import { FORMAT_NAMES, TABLE_FORMATS, type FormatName } from './formats/format';

export const TABLE_NAMES = ['flows', 'impact', 'awards', 'actors', 'projects'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** A published table, and the subgraph that has it. */
export interface PublishedTable {
  readonly subgraph: SubgraphName;
  readonly table: ExportTable;
  readonly formats: readonly FormatName[];
}

/** What can be exported, in the order of datapackage.json. */
export const TABLES: Readonly<Record<TableName, PublishedTable>> = {
  flows: { subgraph: 'flows', table: flowsExport, formats: TABLE_FORMATS },
  impact: { subgraph: 'flows', table: impactExport, formats: TABLE_FORMATS },
  awards: { subgraph: 'financing', table: awardsExport, formats: TABLE_FORMATS },
  actors: { subgraph: 'actors', table: actorsExport, formats: FORMAT_NAMES },
  projects: { subgraph: 'actors', table: projectsExport, formats: TABLE_FORMATS },
};
