import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of package.json: data files are found from it, whether the code runs from the sources or from dist/. */
export const PACKAGE_ROOT = findRoot(__dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json not found above the code of Maillon');
  return findRoot(parent);
}
