import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from './errors';
import { LOG_LEVELS, type LogFormat, type LogLevel } from './log';
import { SUBGRAPH_NAMES, type SubgraphName } from './subgraph/subgraph';

type BySubgraph<T> = Partial<Record<SubgraphName, T>>;

/** Limits that the operator changed; the gateway has a default for each. */
export interface LimitChoices {
  bodyBytes?: number;
  tokens?: number;
  depth?: number;
  aliases?: number;
  cost?: number;
  timeoutMs?: number;
}

/** What the environment says, checked. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Folder of the embedded database, absolute. */
  readonly dataDir: string;
  readonly embeddedPort: number | undefined;
  /** Owner's address of a PostgreSQL server; without one the embedded database is used. */
  readonly databaseUrl: string | undefined;
  /** Addresses to read from, one a subgraph. */
  readonly readUrls: BySubgraph<string>;
  /** Passwords that the migrator gives to the read roles of an external server. */
  readonly rolePasswords: BySubgraph<string>;
  /** Subgraphs that run as processes of their own: the gateway calls them over HTTP. */
  readonly subgraphUrls: BySubgraph<string>;
  readonly logLevel: LogLevel;
  /** Undefined: plain at a terminal, JSON elsewhere. */
  readonly logFormat: LogFormat | undefined;
  /** Address of the gateway as the world knows it, without a final slash: what exports and pages link to. */
  readonly publicUrl: string | undefined;
  /** Origins that browsers may call from. */
  readonly corsOrigin: '*' | readonly string[];
  readonly limits: LimitChoices;
}

/** Says what a variable must be; zod's own messages quote the value, which may be a secret. */
function whole(minimum: number, maximum: number): z.ZodType<number> {
  const told = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, told)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, told);
}

function address(protocols: readonly string[], example: string): z.ZodType<string> {
  const told = `must be an address such as ${example}`;
  return z.string().refine((value) => protocols.includes(protocolOf(value)), told);
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

const postgres = address(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database').refine(
  (value) => !URL.canParse(value) || new URL(value).pathname.length > 1,
  'must end with the name of a database, as in postgres://user:password@host:5432/maillon',
);
const http = address(['http:', 'https:'], 'http://flows:4002/graphql');
const secret = z.string().min(12, 'must have at least 12 characters');
const oneOf = <T extends string>(values: readonly [T, ...T[]]): z.ZodType<T> =>
  z.enum(values, `must be one of ${values.join(', ')}`);

const environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  PORT: whole(0, 65_535).default(4000),
  MAILLON_DATA_DIR: z.string().default('.maillon'),
  MAILLON_PG_PORT: whole(1, 65_535).optional(),
  DATABASE_URL: postgres.optional(),
  ACTORS_DATABASE_URL: postgres.optional(),
  FLOWS_DATABASE_URL: postgres.optional(),
  FINANCING_DATABASE_URL: postgres.optional(),
  MAILLON_ACTORS_DB_PASSWORD: secret.optional(),
  MAILLON_FLOWS_DB_PASSWORD: secret.optional(),
  MAILLON_FINANCING_DB_PASSWORD: secret.optional(),
  SUBGRAPH_ACTORS_URL: http.optional(),
  SUBGRAPH_FLOWS_URL: http.optional(),
  SUBGRAPH_FINANCING_URL: http.optional(),
  PUBLIC_URL: z
    .string()
    .refine(
      (value) => /^https?:/.test(value) && isOrigin(value),
      'must be an address such as https://maillon.example.org (no path, no final slash)',
    )
    .optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  LOG_FORMAT: oneOf(['json', 'plain']).optional(),
  CORS_ORIGIN: z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) =>
        origins.every((origin) => isOrigin(origin)) || (origins.length === 1 && origins[0] === '*'),
      'must be * or origins separated by commas, such as https://example.org (no path, no final slash)',
    )
    .default(['*']),
  MAX_BODY_BYTES: whole(1_000, 100_000_000).optional(),
  MAX_TOKENS: whole(10, 1_000_000).optional(),
  MAX_DEPTH: whole(1, 100).optional(),
  MAX_ALIASES: whole(1, 10_000).optional(),
  MAX_COST: whole(1, 100_000_000).optional(),
  REQUEST_TIMEOUT_MS: whole(100, 600_000).optional(),
});

type Environment = z.infer<typeof environment>;

/** Names of the variables that Maillon reads, in the order of the documentation. */
export const VARIABLES = Object.keys(environment.shape) as (keyof Environment)[];

/**
 * Reads the environment. An empty variable counts as absent, as in compose files.
 * @throws OperatorError naming each bad variable and what it must be, never its value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    VARIABLES.map((name) => [name, env[name]?.trim()]).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as Record<string, string>;
  const read = environment.safeParse(given);
  if (!read.success) throw badVariables(read.error.issues);
  return toConfig(read.data);
}

function badVariables(issues: readonly z.core.$ZodIssue[]): OperatorError {
  const told = new Map(issues.map((issue) => [String(issue.path[0]), issue.message]));
  const lines = [...told].map(([name, message]) => `The environment variable ${name} ${message}.`);
  const names = [...told.keys()].join(', ');
  return new OperatorError(lines.join('\n'), `Correct ${names}, or unset it to use the default.`);
}

function toConfig(env: Environment): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: path.resolve(env.MAILLON_DATA_DIR),
    embeddedPort: env.MAILLON_PG_PORT,
    databaseUrl: env.DATABASE_URL,
    readUrls: bySubgraph(env, (name) => `${name}_DATABASE_URL`),
    rolePasswords: bySubgraph(env, (name) => `MAILLON_${name}_DB_PASSWORD`),
    subgraphUrls: bySubgraph(env, (name) => `SUBGRAPH_${name}_URL`),
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
    publicUrl: env.PUBLIC_URL,
    corsOrigin: env.CORS_ORIGIN[0] === '*' ? '*' : env.CORS_ORIGIN,
    limits: withoutAbsent({
      bodyBytes: env.MAX_BODY_BYTES,
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      cost: env.MAX_COST,
      timeoutMs: env.REQUEST_TIMEOUT_MS,
    }),
  };
}

function bySubgraph(
  env: Environment,
  variable: (upperName: Uppercase<SubgraphName>) => keyof Environment,
): BySubgraph<string> {
  return withoutAbsent(
    Object.fromEntries(
      SUBGRAPH_NAMES.map((name) => [name, env[variable(name.toUpperCase() as Uppercase<SubgraphName>)]]),
    ) as Record<SubgraphName, string | undefined>,
  );
}

/** Keys without a value are left out, so that defaults can be spread under what remains. */
function withoutAbsent<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
