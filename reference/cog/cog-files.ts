import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../platform/errors';

/** A line of communes.json: a commune of today, or a former or inner one that belongs to it. */
export interface CogCommune {
  code: string;
  nom: string;
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  departement: string;
  region: string;
  population?: number;
  /** Postal codes that serve it. */
  codesPostaux?: string[];
  /** Codes that it took over, of communes merged into it or of itself before a change of département. */
  anciensCodes?: string[];
  /** Of a commune déléguée or associée: the commune it belongs to. */
  chefLieu?: string;
  /** Of a municipal arrondissement: Paris, Lyon or Marseille. */
  commune?: string;
}

export interface CogRegion {
  code: string;
  nom: string;
  chefLieu: string;
}

export interface CogDepartement extends CogRegion {
  region: string;
}

export interface CogEpci {
  code: string;
  nom: string;
  membres: { code: string }[];
}

export interface Cog {
  /** Version of the package, one a year: it names the year of the code. */
  version: string;
  communes: CogCommune[];
  departements: CogDepartement[];
  regions: CogRegion[];
  epci: CogEpci[];
}

// The package itself cannot be required: it looks for its data in the working directory.
const FOLDER = dirname(require.resolve('@etalab/decoupage-administratif/package.json'));

/**
 * Reads the official geographical code from its npm package.
 * @throws OperatorError when a file is missing or is no list
 */
export function readCog(folder: string = FOLDER): Cog {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    communes: readList<CogCommune>(folder, 'communes.json'),
    departements: readList<CogDepartement>(folder, 'departements.json'),
    regions: readList<CogRegion>(folder, 'regions.json'),
    epci: readList<CogEpci>(folder, 'epci.json'),
  };
}

function readList<Line>(folder: string, file: string): Line[] {
  let lines: unknown;
  try {
    lines = JSON.parse(readFileSync(join(folder, 'data', file), 'utf8'));
  } catch (cause) {
    throw unreadable(file, { cause });
  }
  if (!Array.isArray(lines) || lines.length === 0) throw unreadable(file);
  return lines as Line[];
}

function unreadable(file: string, options?: ErrorOptions): OperatorError {
  return new OperatorError(
    `The official geography cannot be read: data/${file} of @etalab/decoupage-administratif is missing or damaged.`,
    'Install the dependencies again: npm ci',
    options,
  );
}
