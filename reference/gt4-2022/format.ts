import { z } from 'zod';
import { ActorKind } from '../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../platform/vocabulary/chain-link';
import { Circuit } from '../../platform/vocabulary/circuit';
import { Confidence } from '../../platform/vocabulary/confidence';
import { CriteriaFramework } from '../../platform/vocabulary/criteria-framework';
import { ExpenseType } from '../../platform/vocabulary/expense-type';
import { FlowStage } from '../../platform/vocabulary/flow-stage';
import { FunderCategory } from '../../platform/vocabulary/funder-category';
import { Instrument } from '../../platform/vocabulary/instrument';
import { Nature } from '../../platform/vocabulary/nature';
import { ProductFamily } from '../../platform/vocabulary/product-family';
import { ProjectStatus } from '../../platform/vocabulary/project-status';
import { ResourceKind } from '../../platform/vocabulary/resource-kind';
import { SiaeKind } from '../../platform/vocabulary/siae-kind';
import { SupplyMode } from '../../platform/vocabulary/supply-mode';
import { Unit } from '../../platform/vocabulary/unit';

/**
 * Shape of the YAML files in this folder: the GT4 report as data.
 * Every object is strict, so that a misspelt key stops the load instead of being dropped in silence.
 */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug: lower case letters, digits and single hyphens');
/** Local name of a figure, unique inside its file; it makes the stable id of the record. */
const key = slug;
const text = z.string().trim().min(1, 'must not be empty');
const locator = text.describe('page and section of the report, e.g. "p. 48, fiche Le Radis, Objectif"');
const territoryId = z
  .string()
  .regex(
    /^(france|region:\w{2,3}|departement:\w{2,3}|epci:\d{9}|commune:\w{5}|pat:[a-z0-9-]+)$/,
    'a territory id such as departement:41',
  );
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
/** Exact figures are quoted strings: YAML numbers are floats. */
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a quoted exact number such as "1.3"');
const share = z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'a quoted share between "0" and "1"');
const texts = z.array(text).default([]);

const status = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('PAT_RECOGNITION'),
    territory: territoryId.optional(),
    level: z.number().int().min(1).max(2).optional(),
    since: date.optional(),
  }),
  z.strictObject({ type: z.literal('PTCE_LABEL'), since: date.optional() }),
  z.strictObject({
    type: z.literal('SIAE_AGREEMENT'),
    kind: z.enum(SiaeKind),
    since: date.optional(),
    until: date.optional(),
  }),
  z.strictObject({
    type: z.literal('FOOD_AID_AUTHORISATION'),
    since: date.optional(),
    until: date.optional(),
  }),
]);

export const actorRecord = z.strictObject({
  slug,
  name: text,
  acronym: text.optional(),
  kinds: z.array(z.enum(ActorKind)).min(1),
  siren: z.string().optional(),
  siret: z.string().optional(),
  rna: z.string().optional(),
  chainLinks: z.array(z.enum(ChainLink)).default([]),
  statuses: z.array(status).default([]),
  /** Networks it belongs to (slugs of actors). */
  networks: z.array(slug).default([]),
  /** Seat, where the report or the nature of the body establishes it. */
  territory: territoryId.optional(),
  website: z.url().optional(),
  locator,
});
export const actorsFile = z.strictObject({ actors: z.array(actorRecord).min(1) });

const flow = z.strictObject({
  key,
  stage: z.enum(FlowStage),
  nature: z.enum(Nature),
  product: slug,
  quantity: decimal,
  unit: z.enum(Unit),
  periodStart: date,
  periodEnd: date,
  provider: slug.optional(),
  receiver: slug.optional(),
  origin: territoryId.optional(),
  destination: territoryId.optional(),
  supplyMode: z.enum(SupplyMode).optional(),
  circuit: z.enum(Circuit).optional(),
  organic: z.boolean().optional(),
  confidence: z.enum(Confidence),
  locator,
  /** For maintainers: how the figure was read. Not served. */
  note: text.optional(),
});

const measure = z.strictObject({
  key,
  indicator: slug,
  value: decimal,
  /**
   * As the report states it, e.g. "repas par jour", with what tells the figure from others of its indicator:
   * the unit is served, the note is not.
   */
  unit: text,
  nature: z.enum(Nature),
  periodStart: date.optional(),
  periodEnd: date.optional(),
  confidence: z.enum(Confidence),
  locator,
  note: text.optional(),
});

const award = z.strictObject({
  key,
  /** Absent only where the report names a category and no body. */
  funder: slug.optional(),
  funderCategory: z.enum(FunderCategory),
  recipient: slug.optional(),
  scheme: slug.optional(),
  instrument: z.enum(Instrument),
  nature: z.enum(Nature),
  amount: decimal.optional(),
  share: share.optional(),
  date: date.optional(),
  periodStart: date.optional(),
  periodEnd: date.optional(),
  expenses: z.array(z.enum(ExpenseType)).default([]),
  locator,
  note: text.optional(),
});

const resource = z.strictObject({
  key,
  kind: z.enum(ResourceKind),
  label: text,
  share: share.optional(),
  amount: decimal.optional(),
  funder: slug.optional(),
  locator,
});

export const projectFile = z.strictObject({
  /** Rank of the sheet in chapter III, 1 to 25. */
  sheet: z.number().int().min(1).max(25),
  slug,
  title: text,
  summary: text,
  status: z.enum(ProjectStatus),
  /** Those of « Type de projet », and those that the sheet's own action describes. */
  chainLinks: z.array(z.enum(ChainLink)).min(1),
  /** Codes of activities.yaml. */
  activities: z.array(slug).default([]),
  circuit: z.enum(Circuit).optional(),
  territories: z.array(territoryId).min(1),
  carriers: z.array(slug).min(1),
  partners: z.array(slug).default([]),
  audience: texts,
  objectives: texts,
  support: texts,
  difficulties: texts,
  lessons: texts,
  links: z.array(z.url()).default([]),
  locator,
  /** Codes of useful-effects.yaml that the sheet itself speaks of. */
  usefulEffects: z.array(slug).default([]),
  /** Facts that the rules on financing read; each must be stated by the sheet. */
  facts: z
    .strictObject({
      /** The sheet says that funding is yearly, or won in calls for projects, or not assured to last. */
      unsecuredFunding: locator.optional(),
      /** The sheet says that one funder carries the project or nearly so. */
      singleFunder: locator.optional(),
    })
    .default({}),
  flows: z.array(flow).default([]),
  measures: z.array(measure).default([]),
  awards: z.array(award).default([]),
  resources: z.array(resource).default([]),
});

export const productsFile = z.strictObject({
  products: z.array(z.strictObject({ code: slug, name: text, family: z.enum(ProductFamily) })),
});
export const indicatorsFile = z.strictObject({
  indicators: z.array(z.strictObject({ code: slug, name: text, unit: text, definition: text })),
});
export const activitiesFile = z.strictObject({
  activities: z.array(
    z.strictObject({
      code: slug,
      name: text,
      chainLink: z.enum(ChainLink),
      circuit: z.enum(Circuit),
      locator,
    }),
  ),
});
export const schemesFile = z.strictObject({
  schemes: z.array(
    z.strictObject({
      slug,
      name: text,
      operator: slug.optional(),
      description: text,
      expenses: z.array(z.enum(ExpenseType)).default([]),
      locator,
    }),
  ),
});
export const usefulEffectsFile = z.strictObject({
  usefulEffects: z.array(
    z.strictObject({ code: slug, name: text, funders: z.array(slug), schemes: z.array(slug), locator }),
  ),
});
export const fundCriteriaFile = z.strictObject({
  criteria: z.array(
    z.strictObject({
      code: slug,
      framework: z.enum(CriteriaFramework),
      objective: text,
      name: text,
      description: text,
      locator,
    }),
  ),
});
export const eligibleExpensesFile = z.strictObject({
  expenses: z.array(
    z.strictObject({
      code: slug,
      type: z.enum(ExpenseType),
      name: text,
      examples: z.array(text).min(1),
      consensus: z.boolean(),
      locator,
    }),
  ),
});
export const fundingVehiclesFile = z.strictObject({
  vehicles: z.array(
    z.strictObject({
      code: slug,
      actionType: text,
      scale: text,
      vehicle: text,
      examples: z.array(text),
      locator,
    }),
  ),
});
export const policyRecommendationsFile = z.strictObject({
  recommendations: z.array(
    z.strictObject({
      number: z.number().int().positive(),
      theme: z.number().int().positive(),
      text,
      priority: z.number().int().positive(),
      authority: text,
      deadline: text,
      locator,
    }),
  ),
});
export const financingRulesFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      code: z.enum([
        'ACI_SALES_CAP',
        'NO_TAX_DEDUCTIBLE_GIFTS',
        'SINGLE_FUNDER_DEPENDENCE',
        'UNSECURED_FUNDING',
      ]),
      /** French; shown to users. `{valeur}` is replaced by the figure that raised the alert. */
      message: text,
      /** Limit as a share, where the rule has one. */
      threshold: share.optional(),
      locator,
    }),
  ),
});
export const patsFile = z.strictObject({
  pats: z.array(
    z.strictObject({
      /** Code of the national list where it has one, else a slug. */
      code: z.string().regex(/^[a-z0-9-]+$/),
      name: text,
      /** Members are whole EPCI, or communes, or both. */
      epci: z.array(z.string().regex(/^\d{9}$/)).default([]),
      communes: z.array(z.string().regex(/^\w{5}$/)).default([]),
      /** How the communes were established. */
      note: text,
      locator,
    }),
  ),
});
export const sourceFile = z.strictObject({
  source: z.strictObject({
    slug,
    title: text,
    publisher: text,
    date: date.optional(),
    url: z.url().optional(),
    licence: text.optional(),
  }),
});

export type ActorRecord = z.infer<typeof actorRecord>;
export type ProjectRecord = z.infer<typeof projectFile>;
