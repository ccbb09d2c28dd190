import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { OperatorError } from '../errors';

/** Where a server listens and how it stops. */
export interface Listening {
  /** Base address, http://127.0.0.1:4000 */
  readonly url: string;
  /** Stops accepting, lets running requests end, then cuts what is left after the grace. Safe to call twice. */
  close(): Promise<void>;
}

const GRACE_MS = 10_000;

/**
 * Listens, and remembers how to drain.
 * @throws OperatorError when the port cannot be had
 */
export async function listen(
  server: Server,
  address: { host: string; port: number },
  graceMs = GRACE_MS,
): Promise<Listening> {
  let draining = false;
  server.on('request', (_request, response) => {
    if (draining) response.setHeader('connection', 'close');
    // A keep-alive socket that becomes idle while draining would hold the server open.
    response.on('close', () => draining && server.closeIdleConnections());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, address)));
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = address.host === '0.0.0.0' || address.host === '::' ? 'localhost' : address.host;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close() {
      draining = true;
      closed ??= drain(server, graceMs);
      return closed;
    },
  };
}

async function drain(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  } finally {
    clearTimeout(cut);
  }
}

function explain(error: NodeJS.ErrnoException, address: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') {
    return new OperatorError(
      `Port ${address.port} on ${address.host} is already used by another program.`,
      'Stop that program, or choose another port with PORT.',
      { cause: error },
    );
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new OperatorError(
      `Cannot listen on ${address.host}:${address.port} (${error.code}).`,
      'Choose an address of this machine and a port above 1023.',
      { cause: error },
    );
  }
  return error;
}
