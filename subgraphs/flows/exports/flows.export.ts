import { lookUp, type ExportTable } from '../../../platform/export-table';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { Unit } from '../../../platform/vocabulary/unit';
import { flowConditions, overlappingPeriod } from '../queries/flow-conditions';
import { flowCountStatement } from '../queries/flow-pages';
import { flowCriteria } from '../resolvers/flow-criteria';

/** Rows from which reading all input batches in their order costs less than looking for those of each flow. */
const MANY = 100_000;
const INPUTS_OF_EACH = `LEFT JOIN LATERAL (
  SELECT array_agg(batch ORDER BY batch) AS batches FROM flow_input WHERE flow_id = f.id) AS i ON true`;
const INPUTS_OF_ALL = `LEFT JOIN (
  SELECT flow_id, array_agg(batch ORDER BY batch) AS batches FROM flow_input GROUP BY flow_id) AS i ON i.flow_id = f.id`;
const TERRITORIES = 'SELECT key, id, name FROM territory';

/** Every movement of food, one a row. */
export const flowsExport: ExportTable = {
  title: 'Flows',
  description:
    'Quantities of a product at a stage of the chain, over a period, from a provider at an origin to a receiver at a destination, one a row (flux). A filter on a period keeps the flows that have a day in it, each with its whole quantity.',
  filterType: 'FlowFilter',
  base: 'flow f',
  order: 'f.id',
  joins: (rows) => (rows < MANY ? INPUTS_OF_EACH : INPUTS_OF_ALL),
  namings: [
    {
      columns: ['product_name', 'product_family'],
      value: 'f.product',
      names: 'SELECT code, name, family FROM product',
      join: lookUp('p', 'product', 'name, family', 'code = f.product'),
    },
    {
      columns: ['origin', 'origin_name'],
      value: 'f.origin',
      names: TERRITORIES,
      join: lookUp('o', 'territory', 'id, name', 'key = f.origin'),
    },
    {
      columns: ['destination', 'destination_name'],
      value: 'f.destination',
      names: TERRITORIES,
      join: lookUp('d', 'territory', 'id, name', 'key = f.destination'),
    },
    { columns: ['territory'], value: 'f.attributed', names: TERRITORIES },
    {
      columns: ['source_title'],
      value: 'f.source',
      names: 'SELECT slug, title FROM source',
      join: lookUp('s', 'source', 'title', 'slug = f.source'),
    },
  ],
  references: { provider: 'actors', receiver: 'actors', project: 'projects' },
  columns: [
    {
      name: 'id',
      type: 'string',
      required: true,
      sql: 'f.id',
      description: 'Stable id, `flow:…` (identifiant).',
    },
    {
      name: 'stage',
      type: 'string',
      required: true,
      sql: 'f.stage',
      values: Object.values(FlowStage),
      description:
        'Stage of the chain at which it is counted; the same tonne may be counted once at each stage (étape).',
    },
    {
      name: 'nature',
      type: 'string',
      required: true,
      sql: 'f.nature',
      values: Object.values(Nature),
      description: 'Realised or planned; never to be summed together (nature).',
    },
    {
      name: 'product',
      type: 'string',
      required: true,
      sql: 'f.product',
      description: 'Code of the product (produit).',
    },
    {
      name: 'product_name',
      type: 'string',
      required: true,
      sql: 'p.name',
      description: 'Its name in French.',
    },
    {
      name: 'product_family',
      type: 'string',
      required: true,
      sql: 'p.family',
      values: Object.values(ProductFamily),
      description: 'Family of the product (famille).',
    },
    {
      name: 'quantity',
      type: 'decimal',
      precision: 18,
      scale: 6,
      required: true,
      sql: 'f.quantity',
      unit: 'see the column `unit`',
      description: 'Quantity with the digits of its source (quantité).',
    },
    {
      name: 'unit',
      type: 'string',
      required: true,
      sql: 'f.unit',
      values: Object.values(Unit),
      description: 'Unit in which the source states the quantity (unité).',
    },
    {
      name: 'tonnes',
      type: 'decimal',
      precision: 18,
      scale: 6,
      sql: 'f.tonnes',
      unit: 'tonne',
      description:
        'Mass, to the gram; empty where no honest conversion from the unit exists: never to be read as zero (masse).',
    },
    {
      name: 'conversion_factor',
      type: 'decimal',
      precision: 12,
      scale: 9,
      sql: 'f.factor',
      unit: 'tonne per unit',
      description: 'Tonnes in one unit, where the quantity has a mass (facteur de conversion).',
    },
    {
      name: 'conversion_source',
      type: 'string',
      sql: 'f.factor_source',
      description: 'Slug of the document the factor is published in; empty for quantities in tonnes.',
    },
    {
      name: 'period_start',
      type: 'date',
      required: true,
      sql: 'f.period_start',
      description: 'First day of the period (début).',
    },
    {
      name: 'period_end',
      type: 'date',
      required: true,
      sql: 'f.period_end',
      description: 'Last day of the period, included (fin).',
    },
    {
      name: 'provider',
      type: 'string',
      sql: 'f.provider',
      description: 'Id of the actor that provides; empty when the source does not say (fournisseur).',
    },
    {
      name: 'receiver',
      type: 'string',
      sql: 'f.receiver',
      description: 'Id of the actor that receives; empty when the source does not say (destinataire).',
    },
    {
      name: 'origin',
      type: 'string',
      sql: 'o.id',
      description:
        'Id of the territory it comes from, no finer than the source says; empty when unknown (origine).',
    },
    { name: 'origin_name', type: 'string', sql: 'o.name', description: 'Name of that territory.' },
    {
      name: 'destination',
      type: 'string',
      sql: 'd.id',
      description:
        'Id of the territory it goes to, no finer than the source says; empty when unknown (destination).',
    },
    { name: 'destination_name', type: 'string', sql: 'd.name', description: 'Name of that territory.' },
    {
      name: 'territory',
      type: 'string',
      // The rule of attribution takes one of the two ends: no third look-up.
      sql: 'CASE WHEN f.attributed = f.origin THEN o.id ELSE d.id END',
      description:
        'Id of the territory it counts in: of its origin when PRODUCED, else of its destination; the other end when that one is unknown (territoire d’attribution).',
    },
    {
      name: 'supply_mode',
      type: 'string',
      sql: 'f.supply_mode',
      values: Object.values(SupplyMode),
      description: 'How the goods were obtained; empty when not stated (mode d’approvisionnement).',
    },
    {
      name: 'circuit',
      type: 'string',
      sql: 'f.circuit',
      values: Object.values(Circuit),
      description: 'Circuit it belongs to; empty when not stated (circuit).',
    },
    {
      name: 'organic',
      type: 'boolean',
      sql: 'f.organic',
      description: 'Organic or not; empty when not stated (agriculture biologique).',
    },
    {
      name: 'batch',
      type: 'string',
      sql: 'f.batch',
      description: 'Batch that the goods are, when traced (lot).',
    },
    {
      name: 'input_batches',
      type: 'list',
      required: true,
      sql: 'i.batches',
      description: 'Batches that a transformation was made from (lots entrants).',
    },
    {
      name: 'project',
      type: 'string',
      sql: 'f.project',
      description: 'Id of the project it is part of; empty when there is none (projet).',
    },
    {
      name: 'confidence',
      type: 'string',
      required: true,
      sql: 'f.confidence',
      values: Object.values(Confidence),
      description: 'How sure the figure is (niveau de confiance).',
    },
    {
      name: 'source',
      type: 'string',
      required: true,
      sql: 'f.source',
      description: 'Slug of the document or data set it comes from; described in datapackage.json (source).',
    },
    {
      name: 'source_title',
      type: 'string',
      required: true,
      sql: 's.title',
      description: 'Title of that source.',
    },
    {
      name: 'source_locator',
      type: 'string',
      sql: `nullif(f.locator, '')`,
      description: 'The place in it: page or section of a report, row of a file.',
    },
    {
      name: 'external_id',
      type: 'string',
      required: true,
      sql: 'f.external_id',
      description: 'Id of the flow in that source (identifiant externe).',
    },
  ],
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM flow f WHERE f.source = s.slug)
       OR s.kind = 'FACTOR'`,
  select(asked) {
    const criteria = flowCriteria(asked);
    const { territory, origin, destination } = criteria;
    return {
      conditions: overlappingPeriod(criteria, flowConditions(criteria)),
      counting: flowCountStatement(criteria),
      territories: { territory, origin, destination },
    };
  },
};
