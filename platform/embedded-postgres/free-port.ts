import { createServer } from 'node:net';
import { OperatorError } from '../errors';

/** A port nobody listens on at this moment; somebody may take it before we do, so starting tries again. */
export function freePort(): Promise<number> {
  return listen(0).catch((cause: unknown) => {
    throw new OperatorError(
      'No port of 127.0.0.1 can be opened for the embedded PostgreSQL.',
      'Check that the loopback interface is up, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  });
}

/** @throws OperatorError when somebody listens on the port that the operator chose */
export function requireFree(port: number): Promise<number> {
  return listen(port).catch((cause: unknown) => {
    throw new OperatorError(
      `Port ${port}, chosen for the embedded PostgreSQL, is in use or refused.`,
      'Stop what listens there, or change or remove MAILLON_PG_PORT (a free port is then chosen).',
      { cause },
    );
  });
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
