// Fails when the tree that users install (dependencies, not devDependencies) holds a licence outside the list.
// Reads package-lock.json for the tree and each package's own package.json for its licence.
import { existsSync, readFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'PostgreSQL',
]);

/** An OR is free to choose; an AND binds to all its parts. */
function allowed(expression) {
  const text = expression.replace(/[()]/g, ' ').trim();
  if (/ OR /i.test(text)) return text.split(/ OR /i).some((part) => allowed(part));
  return text.split(/ AND /i).every((part) => ALLOWED.has(part.trim()));
}

function licenceOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const field = manifest.license ?? manifest.licenses;
  if (typeof field === 'string') return field;
  if (Array.isArray(field)) return field.map((entry) => entry.type ?? entry).join(' OR ');
  return field?.type;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const refused = [];
const seen = new Map();
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev || entry.devOptional) continue;
  const folder = join(root, path);
  // Optional packages of other platforms are in the lock and not on the disk: the lock knows their licence.
  const licence = existsSync(join(folder, 'package.json')) ? licenceOf(folder) : entry.license;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!licence || !allowed(licence))
    refused.push(`${name}@${entry.version}: ${licence ?? 'no licence stated'}`);
  seen.set(licence, (seen.get(licence) ?? 0) + 1);
}
if (refused.length > 0) {
  console.error(
    `Licences that users may not be given:\n  ${refused.join('\n  ')}\nReplace the package, or argue its licence in tools/licences.mjs.`,
  );
  process.exit(1);
}
const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `licences: ${total} production packages, all allowed (${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')})`,
);
