import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { breakingChanges } from './breaking-changes';
import { RELEASED_FILE, SUPERGRAPH_FILE, publicSchema, type ContractFiles } from './contract-files';
import { undescribed } from './descriptions';

/** Everything wrong with the committed schema files in a folder, each line with its remedy; empty when all is well. */
export function problemsOf(files: ContractFiles, folder: string): string[] {
  const ours = publicSchema(files.get(SUPERGRAPH_FILE) ?? '');
  return [
    ...stale(files, folder),
    ...undescribed(ours).map((coordinate) => `${coordinate} has no description.`),
    ...released(folder, (sdl) => breakingChanges(buildSchema(sdl), ours)),
  ];
}

function stale(files: ContractFiles, folder: string): string[] {
  return [...files]
    .filter(([name, sdl]) => read(folder, name) !== sdl)
    .map(([name]) => `schema/${name} is stale: run \`npm run schema\` and commit the change.`);
}

function released(folder: string, changes: (sdl: string) => string[]): string[] {
  const sdl = read(folder, RELEASED_FILE);
  if (sdl === undefined) {
    return [`schema/${RELEASED_FILE} is missing: make it with \`node dist/schema/emit.js --release\`.`];
  }
  return changes(sdl).map((change) => `Breaks the released contract: ${change}`);
}

function read(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
