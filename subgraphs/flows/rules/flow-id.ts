import { createHash } from 'node:crypto';
import { entityId, isSlug } from '../../../platform/identifiers';

/** Characters of an external id that stay readable in front of its digest. */
const READABLE = 60;

/**
 * Global id of a flow: its source and its external id there. An external id that is no slug is shortened to what is
 * readable of it, and a digest keeps it apart from the others. `writes/flow-id-sql.ts` says the same in SQL.
 */
export function flowId(source: string, externalId: string): string {
  const plain = `${source}-${externalId}`;
  return isSlug(externalId) && isSlug(plain) ? entityId('flow', plain) : flowIdWithDigest(source, externalId);
}

/** The form with a digest, also taken when another source already has a flow of the plain id. */
export function flowIdWithDigest(source: string, externalId: string): string {
  const readable = externalId
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, READABLE)
    .replace(/^-+|-+$/g, '');
  const digest = createHash('md5').update(externalId).digest('hex').slice(0, 16);
  return entityId('flow', [source, readable, digest].filter((part) => part !== '').join('-'));
}
