import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const ROOT = path.join(__dirname, '..', '..');

export interface ComposeService {
  image: string;
  build?: string;
  command?: string[];
  environment: Record<string, string>;
  networks: string[];
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  deploy: { resources: { limits: { cpus: string; memory: string } } };
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');

/** docker-compose.yml as Compose reads it, with the given variables put in; throws on a required one that is unset. */
export function readCompose(variables: Readonly<Record<string, string>>): ComposeFile {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return interpolate(value, variables);
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  };
  return filled(parse(text, { merge: true })) as ComposeFile;
}

function interpolate(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replace(
    /\$\{(\w+)(?:(:[-?])([^}]*))?\}/g,
    (_whole, name: string, operator?: string, word = '') => {
      const given = variables[name];
      if (given !== undefined && given !== '') return given;
      if (operator === ':-') return word;
      throw new Error(
        `${name}: ${operator === ':?' ? word : 'unset, and neither required nor given a default'}`,
      );
    },
  );
}

/** The variables of an env file: NAME=value lines. */
export function readEnvFile(name: string): Record<string, string> {
  const lines = readFileSync(path.join(ROOT, name), 'utf8').split('\n');
  return Object.fromEntries(
    lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
}

/** The last instruction of a kind in the Dockerfile, continued lines joined, without its keyword. */
export function dockerInstruction(keyword: string): string {
  const joined = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  const found = joined.split('\n').findLast((line) => line.startsWith(`${keyword} `));
  if (found === undefined) throw new Error(`the Dockerfile has no ${keyword}`);
  return found.slice(keyword.length + 1).trim();
}

/** The command by which the image tells its health, as an argument list. */
export function healthCommand(): string[] {
  const exec = /CMD (\[.*\])$/.exec(dockerInstruction('HEALTHCHECK'))?.[1];
  if (exec === undefined) throw new Error('HEALTHCHECK is not in the exec form');
  return JSON.parse(exec) as string[];
}
