import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PACKAGE_ROOT } from '../../platform/package-root';

const folder = join(PACKAGE_ROOT, 'dist', 'web', 'embed');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

it('weighs 45 kB compressed at most before the map is opened', () => {
  expect(gzipSync(read('maillon-directory.js')).length).toBeLessThanOrEqual(45_000);
});

it('brings the map in only when it is opened', () => {
  expect(/maplibre/i.test(read('maillon-directory.js'))).toBe(false);
  expect(/maplibre/i.test(read('maillon-directory-map.js'))).toBe(true);
});

it('runs under a policy without eval, as a classic script and as a module', () => {
  // The worker holds one, for plug-ins of right-to-left writing that nobody loads.
  for (const name of ['maillon-directory.js', 'maillon-directory-map.js'])
    expect(/\beval\(|new Function\(/.test(read(name))).toBe(false);
  expect(/import\.meta|^\s*(import|export)\s/m.test(read('maillon-directory.js'))).toBe(false);
});
