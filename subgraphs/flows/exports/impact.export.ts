import { sourceColumns, type ExportTable } from '../../../platform/export-table';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { Nature } from '../../../platform/vocabulary/nature';
import { measureConditions } from '../queries/measures';
import { measureCriteria } from '../resolvers/measure.list';

/** Every figure that is no mass, one a row. */
export const impactExport: ExportTable = {
  title: 'Impact measures',
  description:
    'Figures that are no mass (beneficiaries, households, meals a day, jobs in insertion…), one a row (mesures d’impact).',
  filterType: 'ImpactFilter',
  base: 'measure m',
  order: 'm.id',
  joins: () => 'JOIN indicator i ON i.code = m.indicator LEFT JOIN territory t ON t.key = m.territory',
  references: { project: 'projects' },
  columns: [
    {
      name: 'id',
      type: 'string',
      required: true,
      sql: 'm.id',
      description: 'Stable id, `measure:…` (identifiant).',
    },
    {
      name: 'project',
      type: 'string',
      required: true,
      sql: 'm.project',
      description: 'Id of the project it is a figure of (projet).',
    },
    {
      name: 'indicator',
      type: 'string',
      required: true,
      sql: 'm.indicator',
      description: 'Code of what is counted (indicateur).',
    },
    {
      name: 'indicator_name',
      type: 'string',
      required: true,
      sql: 'i.name',
      description: 'Its name in French.',
    },
    {
      name: 'indicator_definition',
      type: 'string',
      required: true,
      sql: 'i.definition',
      description: 'What it counts and what it does not, in French (définition).',
    },
    {
      name: 'value',
      type: 'decimal',
      precision: 18,
      scale: 6,
      required: true,
      sql: 'm.value',
      unit: 'see the column `unit`',
      description: 'The figure, exact, with the digits of its source (valeur).',
    },
    {
      name: 'unit',
      type: 'string',
      required: true,
      sql: 'm.unit',
      description: 'Unit as the source states it, in French (unité).',
    },
    {
      name: 'nature',
      type: 'string',
      required: true,
      sql: 'm.nature',
      values: Object.values(Nature),
      description: 'Realised or planned; never to be summed together (nature).',
    },
    {
      name: 'period_start',
      type: 'date',
      sql: 'm.period_start',
      description: 'First day it stands for; empty when the source does not date it (début).',
    },
    {
      name: 'period_end',
      type: 'date',
      sql: 'm.period_end',
      description: 'Last day it stands for, included; empty when the source does not say (fin).',
    },
    {
      name: 'territory',
      type: 'string',
      sql: 't.id',
      description:
        'Id of the territory it counts in: the narrowest that holds all the territories of its project (territoire).',
    },
    { name: 'territory_name', type: 'string', sql: 't.name', description: 'Name of that territory.' },
    {
      name: 'confidence',
      type: 'string',
      required: true,
      sql: 'm.confidence',
      values: Object.values(Confidence),
      description: 'How sure the figure is (niveau de confiance).',
    },
    ...sourceColumns('measure_source', 'l.measure_id = m.id'),
  ],
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM measure_source l WHERE l.source = s.slug)`,
  select(asked) {
    const criteria = measureCriteria(asked);
    return { conditions: measureConditions(criteria), territories: { territory: criteria.territory } };
  },
};
