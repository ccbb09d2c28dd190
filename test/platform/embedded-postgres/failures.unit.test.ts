import { explained, recognised } from '../../../platform/embedded-postgres/failures';
import { OperatorError } from '../../../platform/errors';

const told = (said: unknown): string => {
  const { message, remedy } = explained('starting the embedded PostgreSQL', '/data', said);
  return `${message} ${remedy}`;
};

describe('troubles of the embedded PostgreSQL', () => {
  it.each([
    [
      'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
      /disk is full.*Free some space/,
    ],
    [
      'FATAL:  could not extend file "base/1/2": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
      /disk is full/,
    ],
    [Object.assign(new Error('mkdir'), { code: 'ENOSPC' }), /disk is full/],
    [Object.assign(new Error('open'), { code: 'EACCES' }), /belongs to another account.*chown/],
    [Object.assign(new Error('mkdir'), { code: 'EROFS' }), /cannot be written/],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /not enough memory/],
    [
      'postgres: error while loading shared libraries: libicu.so.60',
      /do not run on this system.*DATABASE_URL/,
    ],
    ['PANIC:  could not locate a valid checkpoint record at 0/1', /damaged.*backup/],
  ])('are told with the remedy: %s', (said, words) => {
    expect(told(said)).toMatch(words);
  });

  it('keep the words of PostgreSQL when they are unusual', () => {
    expect(told('LOG:  starting\nFATAL:  something new\nLOG:  shut down')).toMatch(
      /^Starting the embedded PostgreSQL in \/data failed: FATAL: {2}something new/,
    );
    expect(recognised('starting', '/data', 'LOG:  all is well')).toBeUndefined();
  });

  it('pass through what was told already', () => {
    const error = new OperatorError('told', 'remedy');
    expect(explained('starting', '/data', error)).toBe(error);
  });
});
