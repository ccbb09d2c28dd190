import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS } from '../gateway/limits';
import { readConfig, VARIABLES } from '../platform/config';

const root = path.join(__dirname, '..');
const manual = readFileSync(path.join(root, 'docs', 'operating.md'), 'utf8');

/** Rows of the table in a section, head left out, the code marks of the cells removed. */
function tableIn(section: string): string[][] {
  const text = manual.split(`\n## ${section}\n`)[1]?.split('\n## ', 1)[0] ?? '';
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function sourcesBelow(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'))
    .join('\n');
}

function help(words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const args = [path.join(root, 'dist', 'cli', 'maillon.js'), ...words, '--help'];
    execFile(process.execPath, args, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

describe('docs/operating.md', () => {
  it('lists every variable of the configuration, and no other', () => {
    expect(tableIn('Configuration').map(([name]) => name)).toEqual(VARIABLES);
  });

  it('states the defaults that the code has', () => {
    const config = readConfig({});
    const stated = Object.fromEntries(
      tableIn('Configuration').map(([name = '', value = '']) => [name, value]),
    );
    expect(stated).toMatchObject({
      HOST: config.host,
      PORT: String(config.port),
      MAILLON_DATA_DIR: path.relative(process.cwd(), config.dataDir),
      LOG_LEVEL: config.logLevel,
      CORS_ORIGIN: config.corsOrigin,
      MAX_BODY_BYTES: String(DEFAULT_LIMITS.bodyBytes),
      MAX_TOKENS: String(DEFAULT_LIMITS.tokens),
      MAX_DEPTH: String(DEFAULT_LIMITS.depth),
      MAX_ALIASES: String(DEFAULT_LIMITS.aliases),
      MAX_COST: String(DEFAULT_LIMITS.cost),
      REQUEST_TIMEOUT_MS: String(DEFAULT_LIMITS.timeoutMs),
    });
  });

  it('gives examples that the configuration accepts', () => {
    const rows = tableIn('Configuration').filter(
      ([, , example = '']) => example !== '' && !/ /.test(example),
    );
    const examples = Object.fromEntries(rows.map(([name = '', , example = '']) => [name, example]));
    expect(rows.length).toBeGreaterThan(15);
    expect(() => readConfig(examples)).not.toThrow();
  });

  it('lists every limit with its number and variable', () => {
    const listed = tableIn('Limits');
    expect(Object.fromEntries(listed.map(([name = '', value]) => [name, Number(value)]))).toEqual(
      DEFAULT_LIMITS,
    );
    const variables = listed.map(([, , variable = '']) => variable).filter((name) => name !== '—');
    expect(variables.filter((name) => !VARIABLES.includes(name as never))).toEqual([]);
  });

  it('lists every error code', () => {
    const errors = readFileSync(path.join(root, 'platform', 'errors.ts'), 'utf8');
    const codes = /type ErrorCode =([^;]+);/.exec(errors)?.[1]?.match(/[A-Z_]+/g);
    expect(tableIn('Error codes').map(([code]) => code)).toEqual(codes);
  });

  it('quotes messages that the code has', () => {
    const code = ['platform', 'cli', 'gateway'].map(sourcesBelow).join('\n');
    const messages = tableIn('Troubleshooting').map(([message = '']) => message);
    expect(messages.length).toBeGreaterThan(15);
    // "…" stands for what varies; zod's remedies follow "must".
    const parts = messages.flatMap((message) => message.split('…')).map((part) => part.trim());
    const missing = parts.filter((part) => part.length > 3 && !/^must be/.test(part) && !code.includes(part));
    expect(missing).toEqual([]);
  });

  it('names only commands that the program has', async () => {
    const written = [...manual.matchAll(/(?:`maillon|npm run maillon --|compose run --rm load) ([^`\n]+)/g)];
    const commands = new Set(
      written.map(
        ([, words = '']) =>
          words.split(/[#;]/)[0]?.match(/^import (?:reference|flows)|^[a-z]+/)?.[0] ?? words,
      ),
    );
    expect([...commands].sort()).toEqual([
      'check',
      'import flows',
      'import reference',
      'migrate',
      'retract',
      'serve',
      'sources',
    ]);
    for (const command of commands) {
      const words = command.split(' ');
      expect(await help(words)).toContain(`Usage: maillon ${command}`);
    }
    expect(await help(['migrate'])).toMatch(/--down[^]*--all/);
  });
});

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/operating.md'])('%s', (page) => {
  it('names only npm scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const text = readFileSync(path.join(root, page), 'utf8');
    const named = [...text.matchAll(/(?:`|&& |^ *)npm (?:run )?([a-z:]+)/gm)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });
});
