import { OperatorError } from '../platform/errors';

const REASONS: Record<string, [reason: string, remedy: string]> = {
  ECONNREFUSED: ['nothing listens at that host and port', 'Start the server, or correct the address.'],
  ENOTFOUND: ['the host name is unknown', 'Correct the address.'],
  EAI_AGAIN: ['the host name cannot be resolved now', 'Check the network, or correct the address.'],
  ETIMEDOUT: ['the server does not answer', 'Check the network and the firewall.'],
  '28P01': ['the server refuses the password', 'Correct the user or the password in the address.'],
  '28000': ['the server refuses the account', 'Correct the user in the address, or allow it in pg_hba.conf.'],
  '3D000': [
    'the database does not exist',
    'Create it (CREATE DATABASE), or correct the name in the address.',
  ],
  '53300': ['the server has no connection left', 'Raise max_connections, or stop other clients.'],
  '57P03': ['the server is starting or stopping', 'Try again in a moment.'],
};

/** Failures that a server which is still starting gives; waiting may cure them. */
export const PASSING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03']);

/** Code of a failure, wherever the driver put it. */
export function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  // Several addresses of a host were tried: one failure each.
  return code ?? errors?.[0]?.code ?? '';
}

/** Says why a database cannot be reached, without its address: that may hold a password. */
export function explainConnection(error: unknown, variable: string): OperatorError {
  const [reason, remedy] = REASONS[codeOf(error)] ?? [
    // The driver's messages name hosts and accounts, never passwords.
    error instanceof Error ? error.message : 'unknown reason',
    'Check the address and the server.',
  ];
  return new OperatorError(`Cannot connect to the PostgreSQL server of ${variable}: ${reason}.`, remedy, {
    cause: error,
  });
}
