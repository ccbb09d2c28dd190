import { createLogger, type LogFormat } from '../../platform/log';

function logged(format: LogFormat, write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger({ format, destination: { write: (line) => void (text += line) } }));
  return text;
}

describe('the log', () => {
  it('is one JSON object a line, with the level by name', () => {
    const line = JSON.parse(logged('json', (log) => log.info({ part: 'all' }, 'ready'))) as object;
    expect(line).toMatchObject({
      level: 'info',
      part: 'all',
      msg: 'ready',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('takes secrets out wherever they are given', () => {
    const text = logged('json', (log) => {
      log.info(
        { password: 'sec-ret', config: { databaseUrl: 'sec-ret', nested: { password: 'sec-ret' } } },
        'a',
      );
      log.info({ req: { headers: { authorization: 'sec-ret', cookie: 'sec-ret' } } }, 'b');
    });
    expect(text).not.toContain('sec-ret');
  });

  it('is plain words for a person', () => {
    const text = logged('plain', (log) => {
      log.info('ready');
      log.warn('careful');
      log.error({ err: new Error('why') }, 'failed');
      log.info({ method: 'POST', path: '/graphql', status: 200, ms: 12.3 }, 'request');
      log.debug('unseen');
    });
    expect(text).toBe('ready\nwarning: careful\nerror: failed: why\nPOST /graphql 200 12 ms\n');
  });
});
