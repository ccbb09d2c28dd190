import { lookUp, sourceColumns, type ExportTable } from '../../../platform/export-table';
import { SqlConditions } from '../../../platform/sql-conditions';
import { ExpenseType } from '../../../platform/vocabulary/expense-type';
import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import { addAwardConditions } from '../queries/award-conditions';
import type { AwardFilter } from '../schema/award.input';

/** Every award, one a row. */
export const awardsExport: ExportTable = {
  title: 'Awards',
  description:
    'Money or kind from a funder to a recipient, for a project or not, one a row (aides, subventions, apports).',
  filterType: 'AwardFilter',
  base: 'award',
  order: 'award.id',
  joins: () => `${lookUp('scheme', 'funding_scheme', 'name', 'id = award.scheme')}
    ${lookUp('t', 'territory', 'id, name', 'key = award.territory')}`,
  references: { funder: 'actors', recipient: 'actors', project: 'projects' },
  columns: [
    {
      name: 'id',
      type: 'string',
      required: true,
      sql: 'award.id',
      description: 'Stable id, `award:…` (identifiant).',
    },
    {
      name: 'funder',
      type: 'string',
      sql: 'award.funder',
      description:
        'Id of the actor that gives; empty when the source names a category and no body (financeur).',
    },
    {
      name: 'funder_category',
      type: 'string',
      required: true,
      sql: 'award.funder_category',
      values: Object.values(FunderCategory),
      description: 'Category of the funder (catégorie de financeur).',
    },
    {
      name: 'recipient',
      type: 'string',
      sql: 'award.recipient',
      description: 'Id of the actor that receives; empty when the source does not say (bénéficiaire).',
    },
    {
      name: 'project',
      type: 'string',
      sql: 'award.project',
      description: 'Id of the project that is funded, when there is one (projet).',
    },
    {
      name: 'scheme',
      type: 'string',
      sql: 'award.scheme',
      description: 'Id of the scheme it comes from, when stated (dispositif).',
    },
    { name: 'scheme_name', type: 'string', sql: 'scheme.name', description: 'Name of that scheme.' },
    {
      name: 'instrument',
      type: 'string',
      required: true,
      sql: 'award.instrument',
      values: Object.values(Instrument),
      description: 'Form of the support (forme du soutien).',
    },
    {
      name: 'nature',
      type: 'string',
      required: true,
      sql: 'award.nature',
      values: Object.values(Nature),
      description: 'Realised or planned; never to be summed together (nature).',
    },
    {
      name: 'amount',
      type: 'decimal',
      precision: 14,
      scale: 2,
      sql: 'award.amount',
      unit: 'EUR',
      description:
        'Amount; empty when the source names the funder and no sum: never to be read as zero (montant).',
    },
    {
      name: 'share',
      type: 'decimal',
      precision: 9,
      scale: 8,
      sql: 'award.share',
      unit: '1',
      description: 'Share of the budget, 0 to 1, when the source states a share (part du budget).',
    },
    {
      name: 'date',
      type: 'date',
      sql: 'award.date',
      description: 'Day of the decision, when stated (date).',
    },
    {
      name: 'period_start',
      type: 'date',
      sql: 'award.period_start',
      description: 'First day of the period covered, when stated (début de période).',
    },
    {
      name: 'period_end',
      type: 'date',
      sql: 'award.period_end',
      description: 'Last day of the period covered, included, when stated (fin de période).',
    },
    {
      name: 'year',
      type: 'integer',
      sql: 'award.year',
      description: 'Year it counts in: that of its date, else of the start of its period (année).',
    },
    {
      name: 'expenses',
      type: 'list',
      required: true,
      sql: 'award.expenses',
      values: Object.values(ExpenseType),
      description: 'Types of expense that it pays for, as stated (types de dépenses).',
    },
    {
      name: 'territory',
      type: 'string',
      sql: 't.id',
      description:
        'Id of the territory it counts in: the narrowest that holds all those of its project, else the seat of its recipient (territoire).',
    },
    { name: 'territory_name', type: 'string', sql: 't.name', description: 'Name of that territory.' },
    ...sourceColumns('award_source', 'l.award = award.id'),
  ],
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM award_source l WHERE l.source = s.slug)`,
  select(asked) {
    const filter = asked as AwardFilter;
    return {
      conditions: addAwardConditions(new SqlConditions(), filter),
      territories: { territory: filter.territory ?? null },
    };
  },
};
