// Bundles the pages into a folder that the gateway serves as it is: no CDN, nothing fetched at run time.
import { cp, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
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
  await build({
    absWorkingDir: root,
    entryPoints: {
      home: join(here, 'home', 'main.ts'),
      explorer: join(here, 'explorer', 'main.js'),
    },
    outdir: outDir,
    bundle: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    target: 'es2022',
    minify: true,
    legalComments: 'linked',
    loader: { '.graphql': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  await cp(join(here, 'pages'), outDir, { recursive: true });
  await writeFile(join(outDir, STAMP), '');
  const now = new Date(Math.max(newest + 1, Date.now()));
  await utimes(join(outDir, STAMP), now, now);
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
