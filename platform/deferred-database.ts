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
    async rows<Row>(label: string, text: string, values: readonly unknown[]): Promise<Row[]> {
      if (opened) return opened.rows<Row>(label, text, values);
      throw new GraphQLError('The data is being prepared; try again in a moment (see /health/ready).', {
        extensions: { code: 'UNAVAILABLE' satisfies ErrorCode },
      });
    },
    close: async () => opened?.close(),
  };
}
