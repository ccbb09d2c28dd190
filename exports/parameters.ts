import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLError,
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLInt,
  isListType,
  isRequiredInputField,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { badUserInput } from '../platform/errors';
import type { ExportTable } from '../platform/export-table';

/** A parameter of an address: a field of the filter, or of an object inside it (`near.latitude`). */
interface Parameter {
  readonly path: readonly string[];
  readonly list: boolean;
  readonly type: GraphQLScalarType | GraphQLEnumType;
}

/** The input type of a filter, from the schema of its subgraph. */
export function filterTypeOf(schema: GraphQLSchema, name: string): GraphQLInputObjectType {
  const type = schema.getType(name);
  if (type instanceof GraphQLInputObjectType) return type;
  throw new Error(`the schema has no input type ${name}`);
}

/** What can be asked of a table: the filter of the API, and what exports alone take. */
export function questionTypeOf(
  schema: GraphQLSchema,
  { filterType, parameters = {} }: ExportTable,
): GraphQLInputObjectType {
  const filter = filterTypeOf(schema, filterType).toConfig();
  const more = Object.entries(parameters).map(([name, type]) => [name, { type }] as const);
  return new GraphQLInputObjectType({ ...filter, fields: { ...filter.fields, ...Object.fromEntries(more) } });
}

/**
 * Reads the query of an address as a filter of the API: the same names, enum values, ids and dates. A list is
 * repeated or separated by commas.
 * @throws BAD_USER_INPUT naming the parameter
 */
export function readFilter(type: GraphQLInputObjectType, query: URLSearchParams): Record<string, unknown> {
  const parameters = parametersOf(type);
  const filter: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const parameter = parameters.get(name);
    if (!parameter) {
      const known = [...parameters.keys()].sort().join(', ');
      throw badUserInput(
        `There is no parameter \`${name.slice(0, 80)}\` here; those that exist: ${known}.`,
        name,
      );
    }
    put(filter, parameter.path, readValue(name, parameter, query.getAll(name)));
  }
  requireWhole(type, filter);
  return filter;
}

function parametersOf(type: GraphQLInputObjectType, path: readonly string[] = []): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const field of Object.values(type.getFields())) {
    const here = [...path, field.name];
    const named = getNamedType(field.type);
    if (named instanceof GraphQLInputObjectType) {
      for (const [name, parameter] of parametersOf(named, here)) found.set(name, parameter);
    } else {
      found.set(here.join('.'), { path: here, list: isListType(getNullableType(field.type)), type: named });
    }
  }
  return found;
}

function readValue(name: string, { list, type }: Parameter, given: readonly string[]): unknown {
  if (!list) {
    if (given.length > 1)
      throw badUserInput(`\`${name}\` takes one value and was given ${given.length} times.`, name);
    return readText(name, type, given[0] ?? '');
  }
  return given.flatMap((text) => text.split(',')).map((text) => readText(name, type, text.trim()));
}

function readText(name: string, type: GraphQLScalarType | GraphQLEnumType, text: string): unknown {
  if (text === '') throw badUserInput(`\`${name}\` has no value; leave it out to ask nothing.`, name);
  if (text.includes('\0')) throw badUserInput(`\`${name}\` holds a NUL character.`, name);
  if (type instanceof GraphQLEnumType) {
    const value = type.getValue(text);
    if (value) return value.value;
    const known = type.getValues().map((known) => known.name);
    throw refused(name, `is one of ${known.join(', ')}`, text);
  }
  if (type === GraphQLBoolean) {
    if (text === 'true' || text === 'false') return text === 'true';
    throw refused(name, 'is true or false', text);
  }
  if (type === GraphQLInt) {
    if (/^-?\d{1,9}$/.test(text)) return Number(text);
    throw refused(name, 'is a whole number', text);
  }
  if (type === GraphQLFloat) {
    if (/^-?\d{1,9}(\.\d{1,15})?$/.test(text)) return Number(text);
    throw refused(name, 'is a number such as 48.117', text);
  }
  return readScalar(name, type, text);
}

function readScalar(name: string, type: GraphQLScalarType, text: string): unknown {
  try {
    return type.parseValue(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw badUserInput(`\`${name}\`: ${error.message}`, name);
  }
}

function refused(name: string, rule: string, text: string): GraphQLError {
  return badUserInput(`\`${name}\` ${rule}; received ${JSON.stringify(text.slice(0, 80))}.`, name);
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  put((target[name] ??= {}) as Record<string, unknown>, rest, value);
}

/** An object is given whole or not at all. */
function requireWhole(type: GraphQLInputObjectType, filter: Record<string, unknown>): void {
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    const given = filter[field.name];
    if (!(named instanceof GraphQLInputObjectType) || given === undefined) continue;
    const missing = Object.values(named.getFields())
      .filter(isRequiredInputField)
      .find(({ name }) => !(name in (given as object)));
    if (missing) {
      const name = `${field.name}.${missing.name}`;
      throw badUserInput(`\`${name}\` is missing: the parameters of \`${field.name}\` go together.`, name);
    }
  }
}

/** A mistake as the reader of an address understands it: the API calls `filter.year` what is `year` here. */
export function inParameters(error: GraphQLError): string {
  return error.message.replaceAll('`filter.', '`');
}
