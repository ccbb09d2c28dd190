import { foldName } from '../platform/folded-name';
import { OperatorError } from '../platform/errors';
import type { ImportColumn } from './columns';
import { nearest } from './nearest';

/**
 * Finds the column that each cell of a header names: by its name, its French title or an alias, whatever the case,
 * accents, hyphens and order.
 * @returns names of columns in the order of the file
 * @throws OperatorError naming every cell that is no column, with the nearest one, and every column that is missing
 */
export function mapHeader(header: readonly string[], columns: readonly ImportColumn[]): string[] {
  const known = new Map(
    columns.flatMap((column) =>
      [...(column.aliases ?? []), column.title, column.name].map((word) => [foldName(word), column.name]),
    ),
  );
  const found = header.map((cell) => known.get(foldName(cell)));
  const faults = [
    ...header.flatMap((cell, index) => (found[index] === undefined ? [unknown(cell, index, known)] : [])),
    ...repeated(found).map((name) => `La colonne "${name}" est donnée deux fois.`),
    ...columns
      .filter(({ name, constraints }) => constraints?.required && !found.includes(name))
      .map(({ name, title }) => `Il manque la colonne "${name}" (${title}).`),
  ];
  if (faults.length === 0) return found as string[];
  throw new OperatorError(
    faults.join('\n'),
    `Les colonnes sont : ${columns.map(({ name }) => name).join(', ')} ; l’ordre et la casse sont libres.`,
  );
}

function unknown(cell: string, index: number, known: ReadonlyMap<string, string>): string {
  if (cell === '') return `La colonne n° ${index + 1} n’a pas de nom.`;
  const near = nearest(foldName(cell), [...known.keys()]);
  const hint = near === undefined ? '' : ` ; la plus proche est "${known.get(near)}"`;
  return `La colonne "${cell.slice(0, 80)}" est inconnue${hint}.`;
}

function repeated(names: readonly (string | undefined)[]): string[] {
  const twice = names.filter((name, index) => name !== undefined && names.indexOf(name) !== index);
  return [...new Set(twice as string[])];
}
