import type { Speech } from './words';

/** What the page that embeds the directory narrows it to, once and for all. */
export interface Scope {
  readonly territory: string | undefined;
  readonly kinds: readonly string[];
  readonly siaeKinds: readonly string[];
  readonly chainLinks: readonly string[];
  readonly networks: readonly string[];
}

/** An attribute that means nothing: shown in place of the directory, by its name and value. */
export interface AttributeProblem {
  readonly attribute: string;
  readonly value: string;
  readonly hint: string;
}

export class WrongAttribute extends Error {
  constructor(readonly problem: AttributeProblem) {
    super(`${problem.attribute}="${problem.value}"`);
  }
}

type ReadAttribute = (name: string) => string | null;

/** Reads the attributes that narrow the directory; throws WrongAttribute for the first that cannot be right. */
export function readScope(read: ReadAttribute, speech: Speech): Scope {
  const { kinds, siaeKinds, chainLinks } = speech.words;
  const networks = listOf(read('networks'));
  if (networks.some((id) => !/^actor:[\w-]+$/.test(id)))
    throw wrong('networks', read('networks'), speech.text('attributeNetworks'));
  return {
    territory: read('territory')?.trim() || undefined,
    kinds: enumValues('kinds', read('kinds'), kinds, speech),
    siaeKinds: enumValues('siae-kinds', read('siae-kinds'), siaeKinds, speech),
    chainLinks: enumValues('chain-link', read('chain-link'), chainLinks, speech),
    networks,
  };
}

/** Address template of raster tiles; undefined when none is asked for. */
export function readTiles(read: ReadAttribute, speech: Speech): string | undefined {
  const value = read('tiles')?.trim();
  if (!value) return undefined;
  const complete = ['{z}', '{x}', '{y}'].every((part) => value.includes(part));
  if (!complete || !isAddress(value)) throw wrong('tiles', value, speech.text('attributeTiles'));
  return value;
}

/** Origin of the service: the attribute, else where the script came from. */
export function readApi(read: ReadAttribute, script: string | undefined, speech: Speech): string {
  const value = read('api')?.trim();
  if (!value) {
    if (script === undefined) throw wrong('api', '', speech.text('apiMissing'));
    return new URL(script).origin;
  }
  if (!isAddress(value)) throw wrong('api', value, speech.text('attributeApi'));
  return value.replace(/\/+$/, '');
}

export function wrong(attribute: string, value: string | null, hint: string): WrongAttribute {
  return new WrongAttribute({ attribute, value: value ?? '', hint });
}

/** Plain http is for a machine talking to itself. */
function isAddress(value: string): boolean {
  const bare = value.replace(/[{}]/g, '');
  if (!URL.canParse(bare)) return false;
  const { protocol, hostname } = new URL(bare);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

function enumValues(
  attribute: string,
  value: string | null,
  known: Record<string, string>,
  speech: Speech,
): string[] {
  const asked = listOf(value).map((item) => item.toUpperCase());
  const unknown = asked.filter((item) => !Object.hasOwn(known, item));
  if (unknown.length > 0) {
    const values = { unknown: unknown.join(', '), values: Object.keys(known).join(', ') };
    throw wrong(attribute, value, speech.text('attributeEnum', values));
  }
  return asked;
}

function listOf(value: string | null): string[] {
  return [...new Set((value ?? '').split(/[\s,;]+/).filter(Boolean))];
}
