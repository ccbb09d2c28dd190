import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';

/** Which flows are meant: a filter whose ids and period have been checked. Absent means no restriction. */
export interface FlowCriteria {
  stages: readonly FlowStage[] | null;
  /** Null lets both through; only totals that show the nature may ask for that. */
  nature: Nature | null;
  families: readonly ProductFamily[] | null;
  products: readonly string[] | null;
  supplyModes: readonly SupplyMode[] | null;
  circuits: readonly Circuit[] | null;
  organic: boolean | null;
  /** Inclusive days. */
  from: string | null;
  to: string | null;
  territory: string | null;
  origin: string | null;
  destination: string | null;
  actor: string | null;
  project: string | null;
}

/** Conditions on `flow f`, the period left out: a list and a sum read it differently. */
export function flowConditions(criteria: FlowCriteria, conditions = new SqlConditions()): SqlConditions {
  return conditions
    .when(criteria.stages, (stages) => `f.stage = ANY(${stages})`)
    .when(criteria.nature, (nature) => `f.nature = ${nature}`)
    .when(
      criteria.families,
      (families) => `f.product IN (SELECT code FROM product WHERE family = ANY(${families}))`,
    )
    .when(criteria.products, (products) => `f.product = ANY(${products})`)
    .when(criteria.supplyModes, (modes) => `f.supply_mode = ANY(${modes})`)
    .when(criteria.circuits, (circuits) => `f.circuit = ANY(${circuits})`)
    .when(criteria.organic, (organic) => `f.organic = ${organic}`)
    .when(criteria.territory, (id) => within('f.attributed', id))
    .when(criteria.origin, (id) => within('f.origin', id))
    .when(criteria.destination, (id) => within('f.destination', id))
    .when(criteria.actor, (actor) => `f.provider = ${actor} OR f.receiver = ${actor}`)
    .when(criteria.project, (project) => `f.project = ${project}`);
}

/** Adds the period as lists understand it: flows that overlap it. */
export function overlappingPeriod(criteria: FlowCriteria, conditions: SqlConditions): SqlConditions {
  return conditions
    .when(criteria.from, (from) => `f.period_end >= ${from}::date`)
    .when(criteria.to, (to) => `f.period_start <= ${to}::date`);
}

/** A territory lies in another when it is that one or below it. */
export function within(column: string, id: string): string {
  return `${column} IN (SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql(id)})`;
}
