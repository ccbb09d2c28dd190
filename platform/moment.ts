import { GraphQLScalarType } from 'graphql';
import { badUserInput } from './errors';
import { isISODate } from './scalars';

/** RFC 3339; in an address a plus sign may have become a space. */
const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:\d{2})$/i;

/** A moment in UTC to the millisecond, "2026-11-27T06:00:00.000Z"; undefined when the text is none. */
export function parseMoment(text: string): string | undefined {
  const [, day = '', time = '', zone = ''] = FORM.exec(text) ?? [];
  if (!isISODate(day)) return undefined;
  const moment = new Date(`${day}T${time}${zone.replace(' ', '+').toUpperCase()}`);
  // A zone may carry the first or the last day of the calendar out of it.
  const year = moment.getUTCFullYear();
  return Number.isNaN(moment.getTime()) || year < 1 || year > 9999 ? undefined : moment.toISOString();
}

/** A parameter that is a moment. */
export const MomentParameter = new GraphQLScalarType<string, string>({
  name: 'Moment',
  description: 'Date and time with its zone, RFC 3339: 2026-11-27T06:00:00Z.',
  parseValue(value) {
    const moment = typeof value === 'string' ? parseMoment(value) : undefined;
    if (moment !== undefined) return moment;
    const received = typeof value === 'string' ? value.slice(0, 80) : value;
    throw badUserInput(
      `A moment is a date and time with its zone, such as 2026-11-27T06:00:00Z; received ${JSON.stringify(received)}.`,
    );
  },
});
