import path from 'node:path';
import { readConfig, VARIABLES } from '../../platform/config';
import { OperatorError } from '../../platform/errors';

function refusal(env: Record<string, string>): OperatorError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      dataDir: path.resolve('.maillon'),
      embeddedPort: undefined,
      databaseUrl: undefined,
      readUrls: {},
      rolePasswords: {},
      subgraphUrls: {},
      logLevel: 'info',
      logFormat: undefined,
      publicUrl: undefined,
      corsOrigin: '*',
      limits: {},
    });
  });

  it('takes empty variables for absent ones', () => {
    expect(readConfig(Object.fromEntries(VARIABLES.map((name) => [name, ' '])))).toEqual(readConfig({}));
  });

  it('reads every variable', () => {
    const config = readConfig({
      HOST: '0.0.0.0',
      PORT: '0',
      MAILLON_DATA_DIR: '/srv/maillon',
      MAILLON_PG_PORT: '5433',
      DATABASE_URL: 'postgres://owner:pw@db/maillon',
      ACTORS_DATABASE_URL: 'postgresql://maillon_actors:pw@db/maillon',
      MAILLON_FLOWS_DB_PASSWORD: 'a long enough one',
      SUBGRAPH_FINANCING_URL: 'http://financing:4003/graphql',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'json',
      PUBLIC_URL: 'https://maillon.example.org',
      CORS_ORIGIN: 'https://a.example, https://b.example:8443',
      MAX_BODY_BYTES: '100000',
      MAX_TOKENS: '1000',
      MAX_DEPTH: '10',
      MAX_ALIASES: '20',
      MAX_COST: '5000',
      REQUEST_TIMEOUT_MS: '3000',
    });
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      dataDir: '/srv/maillon',
      embeddedPort: 5433,
      databaseUrl: 'postgres://owner:pw@db/maillon',
      readUrls: { actors: 'postgresql://maillon_actors:pw@db/maillon' },
      rolePasswords: { flows: 'a long enough one' },
      subgraphUrls: { financing: 'http://financing:4003/graphql' },
      logLevel: 'debug',
      logFormat: 'json',
      publicUrl: 'https://maillon.example.org',
      corsOrigin: ['https://a.example', 'https://b.example:8443'],
      limits: { bodyBytes: 100000, tokens: 1000, depth: 10, aliases: 20, cost: 5000, timeoutMs: 3000 },
    });
  });

  it.each([
    ['HOST', 'sec ret'],
    ['PORT', 'sec-ret'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4000.5'],
    ['MAILLON_PG_PORT', '0'],
    ['DATABASE_URL', 'mysql://root:sec-ret@host/db'],
    ['DATABASE_URL', 'sec-ret'],
    ['DATABASE_URL', 'postgres://owner:sec-ret@host'],
    ['ACTORS_DATABASE_URL', 'sec-ret'],
    ['MAILLON_ACTORS_DB_PASSWORD', 'sec-ret'],
    ['SUBGRAPH_FLOWS_URL', 'ftp://sec-ret'],
    ['PUBLIC_URL', 'sec-ret.example'],
    ['PUBLIC_URL', 'https://sec-ret.example/'],
    ['PUBLIC_URL', 'https://example.org/?sec-ret'],
    ['PUBLIC_URL', 'https://example.org/sec-ret'],
    ['PUBLIC_URL', 'javascript:sec-ret'],
    ['LOG_LEVEL', 'sec-ret'],
    ['LOG_FORMAT', 'sec-ret'],
    ['CORS_ORIGIN', 'https://sec-ret/'],
    ['CORS_ORIGIN', '*,https://sec-ret.example'],
    ['MAX_DEPTH', '0'],
    ['MAX_COST', '99999999999'],
  ])('names %s when it is wrong, and never prints its value', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.message).toContain(`${name} must `);
    expect(error.remedy).toContain(name);
    // Numbers out of range may stand in the range that is told.
    if (!/^[\d.-]+$/.test(value)) expect(`${error.message} ${error.remedy}`).not.toContain(value);
    expect(`${error.message} ${error.remedy}`).not.toContain('sec-ret');
  });

  it('names every wrong variable at once', () => {
    const { message } = refusal({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(message.split('\n')).toHaveLength(2);
    expect(message).toMatch(/PORT must[^]*LOG_LEVEL must/);
  });
});
