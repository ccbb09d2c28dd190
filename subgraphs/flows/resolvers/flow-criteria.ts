import { badUserInput } from '../../../platform/errors';
import { isSlug, requireEntityId } from '../../../platform/identifiers';
import { requireTerritoryId } from '../../../platform/territory-id';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowCriteria } from '../queries/flow-conditions';
import { askedPeriod } from '../rules/asked-period';
import type { FlowFilter } from '../schema/flow.input';

/**
 * Checks a filter on flows. Without a nature it means ACTUAL: targets are never mixed with realised figures.
 * @throws BAD_USER_INPUT naming the field
 */
export function flowCriteria(filter: FlowFilter | null | undefined): FlowCriteria {
  const asked = filter ?? {};
  return {
    stages: asked.stages ?? null,
    nature: asked.nature ?? Nature.ACTUAL,
    families: asked.families ?? null,
    products: codes(asked.products, 'filter.products'),
    supplyModes: asked.supplyModes ?? null,
    circuits: asked.circuits ?? null,
    organic: asked.organic ?? null,
    ...askedPeriod(asked),
    territory: territory(asked.territory, 'filter.territory'),
    origin: territory(asked.origin, 'filter.origin'),
    destination: territory(asked.destination, 'filter.destination'),
    actor: entity('actor', asked.actor, 'filter.actor'),
    project: entity('project', asked.project, 'filter.project'),
  };
}

/** The territories that a filter names, by the argument to blame when one is unknown. */
export function namedTerritories(criteria: Pick<FlowCriteria, 'territory' | 'origin' | 'destination'>) {
  return {
    'filter.territory': criteria.territory,
    'filter.origin': criteria.origin,
    'filter.destination': criteria.destination,
  };
}

/** Codes of products or indicators: a text that no code can be is a mistake, not an empty answer. */
export function codes(asked: readonly string[] | null | undefined, argument: string): string[] | null {
  const wrong = asked?.find((code) => !isSlug(code));
  if (wrong !== undefined) {
    throw badUserInput(
      `\`${argument}\` takes codes such as "lait": lower-case letters, digits, single hyphens; received ${JSON.stringify(wrong.slice(0, 80))}.`,
      argument,
    );
  }
  return asked ? [...asked] : null;
}

export function territory(id: string | null | undefined, argument: string): string | null {
  return id === null || id === undefined ? null : requireTerritoryId(id, argument);
}

export function entity(
  kind: 'actor' | 'project',
  id: string | null | undefined,
  argument: string,
): string | null {
  return id === null || id === undefined ? null : requireEntityId(kind, id, argument);
}
