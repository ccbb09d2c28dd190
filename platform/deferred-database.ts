import { GraphQLError } from 'graphql';
import type { Database } from './database';
import type { ErrorCode } from './errors';

/** A database that a server can be given before it is there: it opens once migrations and data are in. */
export interface DeferredDatabase extends Database {
  open(database: Database): void;
}

/** Until it is opened, each read is refused as UNAVAILABLE. */
export function deferredDatabase(): DeferredDatabase {
  let opened: Database | undefined;
  return {
    open(database) {
      opened = database;
    },
    rows: async <Row>(label: string, text: string, values: readonly unknown[]) =>
      available().rows<Row>(label, text, values),
    snapshot: async (options) => available().snapshot(options),
    close: async () => opened?.close(),
  };

  function available(): Database {
    if (opened) return opened;
    throw new GraphQLError('The data is being prepared; try again in a moment (see /health/ready).', {
      extensions: { code: 'UNAVAILABLE' satisfies ErrorCode },
    });
  }
}
