import { GraphQLError } from 'graphql';
import { passingFailure } from '../../platform/database-failure';
import { badUserInput } from '../../platform/errors';
import { maskError } from '../../platform/mask-error';

const coded = (message: string, code?: string): Error => Object.assign(new Error(message), { code });
const located = (cause: Error, path: string[] = ['actors']): GraphQLError =>
  new GraphQLError(cause.message, { originalError: cause, path });

function masked(error: unknown): { answer: GraphQLError; reported: unknown[] } {
  const reported: unknown[] = [];
  return { answer: maskError(error, (detail) => reported.push(detail)), reported };
}

describe('passingFailure', () => {
  it.each<[Error, string | undefined]>([
    [coded('connect ECONNREFUSED 10.0.0.1:5432', 'ECONNREFUSED'), 'away'],
    [coded('terminating connection due to administrator command', '57P01'), 'away'],
    [coded('sorry, too many clients already', '53300'), 'away'],
    [coded('connection failure', '08006'), 'away'],
    [coded('Connection terminated unexpectedly'), 'away'],
    [coded('canceling statement due to statement timeout', '57014'), 'late'],
    [coded('relation "flow" does not exist', '42P01'), undefined],
    [coded('value out of range: underflow', '22003'), undefined],
    [coded('Connection is a word of ours too'), undefined],
  ])('%s: %s', (error, failure) => expect(passingFailure(error)).toBe(failure));

  it('is nothing that is no error', () => expect(passingFailure('ECONNREFUSED')).toBeUndefined());
});

describe('maskError', () => {
  it('tells a database that is away from a fault, without its address', () => {
    const cause = coded('connect ECONNREFUSED 10.0.0.1:5432', 'ECONNREFUSED');
    const { answer, reported } = masked(located(cause));
    expect(answer.toJSON()).toEqual({
      message: 'The data cannot be reached at the moment; try again shortly.',
      path: ['actors'],
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(reported).toEqual([cause]);
  });

  it('hides a fault and reports it', () => {
    const cause = coded('relation "flow" does not exist', '42P01');
    const { answer, reported } = masked(located(cause));
    expect(answer.toJSON()).toEqual({
      message: 'Unexpected error',
      path: ['actors'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(reported).toEqual([cause]);
  });

  it('reports a fault once, however often it is wrapped on its way out', () => {
    const first = masked(located(new Error('broken'))).answer;
    const again = masked(located(located(first), ['actors', 'flows']));
    expect(again.answer.toJSON()).toEqual({
      message: 'Unexpected error',
      path: ['actors', 'flows'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(again.reported).toEqual([]);
  });

  it('does not take an error for masked because of its words alone', () => {
    const cause = new Error('Unexpected error');
    expect(masked(located(cause)).reported).toEqual([cause]);
  });

  it('leaves what was written for clients', () => {
    const error = badUserInput('`first` must be from 1 to 100', 'first');
    expect(masked(error)).toEqual({ answer: error, reported: [] });
  });
});
