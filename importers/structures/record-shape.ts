import { OperatorError } from '../../platform/errors';

/** Names that every record has; a file whose records have none of them holds something else. */
export interface RecordShape {
  known: readonly string[];
  required: readonly string[];
}

/** @throws OperatorError naming what is there and what should be */
export function requireShape(found: readonly string[], { required }: RecordShape): void {
  const missing = required.filter((name) => !found.includes(name));
  if (missing.length === 0) return;
  const shown = found
    .slice(0, 12)
    .map((name) => `"${name.slice(0, 40)}"`)
    .join(', ');
  throw new OperatorError(
    `Ce n’est pas un fichier de structures : il manque ${missing.map((name) => `"${name}"`).join(', ')} (champs trouvés : ${shown || 'aucun'}).`,
    'Le format est celui des structures de data.inclusion, v1 ; "maillon import structures --schema" le donne.',
  );
}
