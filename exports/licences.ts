/** A licence as datapackage.json names it. */
export interface Licence {
  readonly name: string;
  readonly title: string;
  readonly path: string;
}

const KNOWN: readonly [pattern: RegExp, licence: Licence][] = [
  [
    /licence ouverte|etalab/i,
    {
      name: 'etalab-2.0',
      title: 'Licence Ouverte 2.0',
      path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    },
  ],
  [
    /odbl|open database licen[cs]e/i,
    {
      name: 'ODbL-1.0',
      title: 'Open Database License 1.0',
      path: 'https://opendatacommons.org/licenses/odbl/1-0/',
    },
  ],
  [
    /cc[- ]?by[- ]?sa/i,
    {
      name: 'CC-BY-SA-4.0',
      title: 'Creative Commons Attribution-ShareAlike 4.0',
      path: 'https://creativecommons.org/licenses/by-sa/4.0/',
    },
  ],
  [
    /cc[- ]?by\b(?![- ]?(?:nc|nd))|creative commons attribution 4/i,
    {
      name: 'CC-BY-4.0',
      title: 'Creative Commons Attribution 4.0',
      path: 'https://creativecommons.org/licenses/by/4.0/',
    },
  ],
  [
    /cc0/i,
    {
      name: 'CC0-1.0',
      title: 'Creative Commons Zero 1.0',
      path: 'https://creativecommons.org/publicdomain/zero/1.0/',
    },
  ],
];

/** The licences that sources state, those of them that have a name and an address everyone knows. */
export function knownLicences(stated: readonly (string | null)[]): Licence[] {
  const found = new Map<string, Licence>();
  for (const text of stated) {
    const licence = KNOWN.find(([pattern]) => text !== null && pattern.test(text))?.[1];
    if (licence) found.set(licence.name, licence);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
