import type { CogCommune } from './cog-files';

/**
 * Commune codes that are no commune of today, with the code of the commune that stands for each:
 * codes of merged or renumbered communes, communes déléguées and associées, municipal arrondissements.
 */
export function oldCommuneCodes(lines: readonly CogCommune[]): Map<string, string> {
  const current = new Set(lines.filter(({ type }) => type === 'commune-actuelle').map(({ code }) => code));
  const successors = new Map<string, string>();
  const stand = (old: string, today: string | undefined): void => {
    // A code may be the new commune's own, or have come back into use: it is then no old code.
    if (today !== undefined && current.has(today) && !current.has(old)) successors.set(old, today);
  };
  for (const line of lines) for (const old of line.anciensCodes ?? []) stand(old, line.code);
  // After the former codes, and stronger: where a commune associée has changed its commune since the merger,
  // the file still names the first one among the former codes.
  for (const line of lines) stand(line.code, line.chefLieu ?? line.commune);
  return successors;
}
