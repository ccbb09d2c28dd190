// Compiles the TypeScript sources into dist/ (same tree) and bundles the web pages. Incremental: a file that is
// newer than its output is compiled again, an output whose source is gone is removed.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');
const FOLDERS = [
  'bench',
  'cli',
  'exports',
  'gateway',
  'importers',
  'migrations',
  'platform',
  'reference',
  'schema',
  'subgraphs',
];

async function filesBelow(folder, keep) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && keep(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const modified = async (file) => (existsSync(file) ? (await stat(file)).mtimeMs : 0);

async function compile(source, target) {
  const code = await readFile(source, 'utf8');
  const options = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  delete options.$schema;
  const built = await transform(code, {
    ...options,
    swcrc: false,
    configFile: false,
    filename: source,
    sourceFileName: relative(dirname(target), source),
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${built.code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
  await writeFile(`${target}.map`, built.map ?? '');
}

const sources = (
  await Promise.all(FOLDERS.map((folder) => filesBelow(join(root, folder), (name) => name.endsWith('.ts'))))
).flat();
const settings = Math.max(
  await modified(join(root, '.swcrc')),
  await modified(fileURLToPath(import.meta.url)),
);
const targets = new Set();
await Promise.all(
  sources.map(async (source) => {
    const target = join(out, relative(root, source).replace(/\.ts$/, '.js'));
    targets.add(target);
    const built = await modified(target);
    if (built < (await modified(source)) || built < settings) await compile(source, target);
  }),
);
for (const folder of FOLDERS) {
  for (const file of await filesBelow(join(out, folder), (name) => name.endsWith('.js'))) {
    if (!targets.has(file)) await Promise.all([rm(file), rm(`${file}.map`, { force: true })]);
  }
}

const web = join(root, 'web', 'build.mjs');
if (existsSync(web)) await (await import(pathToFileURL(web).href)).buildWeb(join(out, 'web'));
