import DataLoader from 'dataloader';

/** A loader of single rows: one read for all keys of a tick; null where there is no row. */
export function loadOneByKey<Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader<string, Row | null>(async (keys) => {
    const rows = new Map((await read(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A loader of lists: one read for all keys of a tick; rows keep the order in which they were read. */
export function loadManyByKey<Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader<string, Row[]>(async (keys) => {
    const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/**
 * Loaders for a field with arguments: one DataLoader for each set of arguments met in the request, so that
 * `flows(first: 5)` of fifty actors is one statement, and `flows(first: 7)` beside it is another.
 */
export class LoaderByArguments<Arguments, Value> {
  private readonly loaders = new Map<string, DataLoader<string, Value>>();

  constructor(
    private readonly read: (args: Arguments, keys: readonly string[]) => Promise<ArrayLike<Value | Error>>,
  ) {}

  load(args: Arguments, key: string): Promise<Value> {
    const name = JSON.stringify(args);
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, Value>((keys) => this.read(args, keys));
      this.loaders.set(name, loader);
    }
    return loader.load(key);
  }
}
