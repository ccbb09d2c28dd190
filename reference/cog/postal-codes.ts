import { readCog } from './cog-files';

/** A commune that a postal code covers. */
export interface PostalCommune {
  code: string;
  name: string;
}

/** The communes of today that each postal code covers. */
export function readPostalCodes(): Map<string, PostalCommune[]> {
  const communes = readCog().communes.filter(({ type }) => type === 'commune-actuelle');
  const covered = new Map<string, PostalCommune[]>();
  for (const { code, nom, codesPostaux = [] } of communes) {
    for (const postal of codesPostaux) {
      const list = covered.get(postal);
      if (list) list.push({ code, name: nom });
      else covered.set(postal, [{ code, name: nom }]);
    }
  }
  return covered;
}
