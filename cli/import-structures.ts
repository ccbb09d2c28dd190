import { counted } from './counted';
import { publishedFile } from '../importers/columns';
import { openByteSource } from '../importers/input/byte-source';
import { importStructures, type StructuresOutcome } from '../importers/structures/import-structures';
import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { pendingMigrations } from '../platform/migrator';
import { loadedFingerprint } from '../reference/load';
import { connectOwner, withDatabases, type SchemaAccess } from './databases';
import { interruption, notReady, type ImportOptions } from './import-file';
import { importProgress } from './import-progress';
import { UsageError } from './run';
import { tellFaults, tellNotices } from './tell-import';

/** `maillon import structures <file|->`; exit code 1 when the file has faults. */
export async function importRegister(
  file: string | undefined,
  options: ImportOptions,
  config: Config,
  log: Logger,
): Promise<number> {
  for (const [asked, published] of [
    ['schema', 'schema.json'],
    ['template', 'template.csv'],
    ['example', 'example.json'],
  ] as const) {
    if (!options[asked]) continue;
    process.stdout.write(publishedFile('structures', published));
    return 0;
  }
  if (file === undefined) throw new UsageError('Which file? Give its path, or - for standard input.');
  const { source: slug } = options;
  if (slug === undefined) throw new UsageError('Give the register a name: --source emplois-de-l-inclusion');
  const input = openByteSource(file);
  const errorsFile = options.errors ?? (file === '-' ? 'maillon.erreurs.csv' : `${file}.erreurs.csv`);
  const progress = importProgress(input.size);
  return withDatabases(config, ['actors'], log, async ({ schemas }) => {
    const [directory] = schemas as [SchemaAccess];
    const owner = await connectOwner(directory);
    try {
      if ((await pendingMigrations(owner)).length > 0) throw notReady('actors');
      if ((await loadedFingerprint(owner)) === undefined) throw notReady('actors');
      const outcome = await importStructures(
        {
          input,
          source: { ...options, slug },
          dryRun: options.dryRun ?? false,
          replace: options.replace ?? false,
          errorsFile,
          signal: interruption(),
        },
        owner,
        progress,
      );
      progress.stop();
      tell(outcome, errorsFile, slug, log);
      return outcome.faults === 0 ? 0 : 1;
    } finally {
      progress.stop();
      await owner.destroy();
    }
  });
}

const MATCHES: Record<string, string> = {
  SIRET: 'par SIRET',
  RNA: 'par numéro RNA',
  SIREN_NAME_COMMUNE: 'par SIREN, nom et commune',
};
const DOUBTS: Record<string, string> = {
  WRONG_FORM: 'mal formés',
  WRONG_KEY: 'à la clé de contrôle fausse',
  SHARED_BY_ROWS: 'partagés par des structures de noms différents',
  CONTRADICTS: 'd’une autre personne morale que la source retenue',
};

function tell(outcome: StructuresOutcome, errorsFile: string, source: string, log: Logger): void {
  tellNotices(outcome.notices, log);
  const { rows, found, counts } = outcome;
  if (found === undefined) {
    tellFaults(outcome, outcome.place === 'line' ? 'ligne' : 'élément', errorsFile, log);
    return;
  }
  const { inserted, updated, unchanged, retracted, returned } = found;
  const back = returned > 0 ? ` (dont ${returned} de retour)` : '';
  log.info(
    `${source} : ${counted(rows, 'structure', 'lue')}, ${counted(inserted, 'ajoutée')}, ${counted(updated, 'modifiée')}${back}, ${counted(unchanged, 'inchangée')}, ${counted(retracted, 'sortie')} du registre`,
  );
  const known = found.matched.map(({ by, rows: number }) => `${number} ${MATCHES[by] ?? by}`);
  log.info(
    `annuaire : ${found.newActors} acteurs nouveaux, ${known.length === 0 ? 'aucun' : known.join(', ')} déjà connus, ${found.closedActors} fermés`,
  );
  for (const { identifier, reason, rows: number } of found.doubts)
    log.info(`identifiants douteux, gardés et marqués : ${number} ${identifier} ${DOUBTS[reason] ?? reason}`);
  if (found.newDuplicates > 0)
    log.info(
      `${found.newDuplicates} paires d’acteurs qui n’en font peut-être qu’un : "maillon duplicates" en donne la liste`,
    );
  if (counts === undefined) log.info('essai seulement, rien n’a été écrit');
}
