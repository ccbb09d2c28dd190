import { GraphQLScalarType, Kind } from 'graphql';
import { parseDecimal } from './decimal';
import { badUserInput } from './errors';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a date of the calendar, as YYYY-MM-DD; the year 0 is none, neither ours nor PostgreSQL's. */
export function isISODate(value: string): boolean {
  const match = ISO_DATE.exec(value);
  if (!match || match[1] === '0000') return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

function readDate(value: unknown): string {
  if (typeof value === 'string' && isISODate(value)) return value;
  throw badUserInput(`A Date is a day of the calendar as YYYY-MM-DD; received ${JSON.stringify(value)}.`);
}

/** Dates travel as text: a day has no time zone. */
export const GraphQLISODate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Day of the calendar, ISO 8601: 2021-09-30.',
  serialize: (value) => readDate(value),
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readDecimal(value: unknown): string {
  // A whole number loses nothing on its way; a fraction may have lost its end already.
  const text = Number.isSafeInteger(value) ? String(value) : value;
  const decimal = typeof text === 'string' ? parseDecimal(text) : undefined;
  if (decimal !== undefined) return decimal;
  throw badUserInput(
    `A Decimal is an exact number in a string, such as "25679.00"; received ${JSON.stringify(value)}.`,
  );
}

/** Exact numbers travel as strings: a Float would round money. */
export const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'Exact decimal number as a string, "25679.00". All money is Decimal, never Float.',
  serialize: (value) => readDecimal(value),
  parseValue: readDecimal,
  parseLiteral: (node) =>
    readDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
        ? node.value
        : undefined,
    ),
});
