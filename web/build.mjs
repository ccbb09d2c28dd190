// Bundles the pages into a folder that the gateway serves as it is: no CDN, nothing fetched at run time.
import { cp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
/** Its time is that of the last build. */
const STAMP = '.built';

/** Builds the pages into `outDir`, unless nothing changed since the last time. */
export async function buildWeb(outDir) {
  const sources = await filesBelow(here);
  const newest = Math.max(...(await Promise.all([...sources, join(root, 'package.json')].map(modified))));
  if ((await modified(join(outDir, STAMP))) >= newest) return;
  const { build } = await import('esbuild');
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2022',
    minify: true,
    legalComments: 'linked',
    loader: { '.graphql': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: {
        home: join(here, 'home', 'main.ts'),
        annuaire: join(here, 'annuaire', 'main.ts'),
        explorer: join(here, 'explorer', 'main.js'),
      },
      outdir: outDir,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    ...embedBuilds(common, join(outDir, 'embed')).map(build),
  ]);
  await writeFile(join(outDir, 'embed', 'words.json'), await embedWords());
  await cp(join(here, 'pages'), outDir, { recursive: true });
  await writeFile(join(outDir, STAMP), '');
  const now = new Date(Math.max(newest + 1, Date.now()));
  await utimes(join(outDir, STAMP), now, now);
}

/**
 * What pages of others load. The directory is one classic script that also runs as a module; the map and its worker are
 * modules that it fetches by address when the map is opened.
 */
function embedBuilds(common, folder) {
  const directory = join(here, 'directory');
  const worker = join(root, 'node_modules', 'maplibre-gl', 'dist', 'maplibre-gl-worker.mjs');
  const [script, map] = ['maillon-directory', 'maillon-directory-map'];
  return [
    { ...common, entryPoints: { [script]: join(directory, 'main.ts') }, outdir: folder, format: 'iife' },
    { ...common, entryPoints: { [map]: join(directory, 'map', 'main.ts') }, outdir: folder, format: 'esm' },
    { ...common, entryPoints: { [`${map}-worker`]: worker }, outdir: folder, format: 'esm' },
  ];
}

/** The words of the directory, for the page that the server renders. */
async function embedWords() {
  const read = async (language) =>
    JSON.parse(await readFile(join(here, 'directory', 'words', `${language}.json`), 'utf8'));
  return JSON.stringify({ fr: await read('fr'), en: await read('en') });
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function modified(file) {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
