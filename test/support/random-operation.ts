import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Values of scalars, some of things that there are, some that mean nothing. */
const SCALARS: Readonly<Record<string, readonly string[]>> = {
  ID: [
    '"actor:andes"',
    '"departement:62"',
    '"region:32"',
    '"france"',
    '"commune:62191"',
    '"flow:1"',
    '"nobody"',
  ],
  Int: ['1', '2', '5', '2021', '101', '0', '-1'],
  Float: ['1.5', '47.6', '10', '600'],
  Boolean: ['true', 'false'],
  Date: ['"2021-01-01"', '"2022-12-31"', '"2021-02-30"'],
  Decimal: ['"100.50"', '7', '"much"'],
  String: ['"a"', '"ferme"', '"WyJhIl0"', '""'],
};

/** Queries of a schema, of some fields at each level and any arguments; each field has an alias of its own. */
export function randomOperation(schema: GraphQLSchema, depth: number): fc.Arbitrary<string> {
  return selections(schema.getQueryType() as GraphQLNamedType, depth);
}

function selections(type: GraphQLNamedType, depth: number): fc.Arbitrary<string> {
  if (isUnionType(type)) {
    const members = type
      .getTypes()
      .map((member) => selections(member, depth).map((of) => `... on ${member.name} ${of}`));
    return fc.tuple(...members).map((of) => `{ __typename ${of.join(' ')} }`);
  }
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const open = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
  const chosen = fc.uniqueArray(fc.nat(open.length), { minLength: 1, maxLength: 3 });
  return chosen.chain((indexes) => {
    const parts = indexes.map((index) => {
      const field = open[index];
      return field ? selection(field, depth) : fc.constant('__typename');
    });
    return fc.tuple(...parts).map((of) => `{ ${of.join(' ')} }`);
  });
}

function selection(field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<string> {
  const type = getNamedType(field.type);
  const given = field.args.map((argument) => {
    const value = literal(argument.type, 1).map((text) => `${argument.name}: ${text}`);
    return isRequiredArgument(argument) ? value : fc.option(value, { nil: '', freq: 3 });
  });
  const below = isCompositeType(type) ? selections(type, depth - 1) : fc.constant('');
  return fc.tuple(fc.tuple(...given), below, fc.nat(9_999)).map(([values, of, number]) => {
    const args = values.filter((text) => text !== '').join(', ');
    return `a${number}${field.name}: ${field.name}${args && `(${args})`} ${of}`;
  });
}

function literal(type: GraphQLInputType, depth: number): fc.Arbitrary<string> {
  const asked = getNullableType(type);
  if (isListType(asked)) {
    return fc.array(literal(asked.ofType, depth), { maxLength: 2 }).map((items) => `[${items.join(', ')}]`);
  }
  if (isEnumType(asked)) return fc.constantFrom(...asked.getValues().map(({ name }) => name));
  if (!isInputObjectType(asked)) return fc.constantFrom(...(SCALARS[asked.name] ?? ['"a"']));
  const fields = Object.values(asked.getFields());
  const some = fc.subarray(depth > 0 ? fields : [], {
    maxLength: depth > 0 ? Math.min(2, fields.length) : 0,
  });
  return some.chain((chosen) => {
    const all = [...new Set([...fields.filter(isRequiredInputField), ...chosen])];
    const values = all.map((field) => literal(field.type, depth - 1).map((text) => `${field.name}: ${text}`));
    return fc.tuple(...values).map((of) => `{ ${of.join(', ')} }`);
  });
}
