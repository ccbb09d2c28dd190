import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { SiaeKind } from '../../../platform/vocabulary/siae-kind';

/** Kinds of SIAE that the report counts in the lucrative sector. */
const LUCRATIVE: readonly SiaeKind[] = [SiaeKind.EI, SiaeKind.ETTI];
/** Agreements that only bodies without a lucrative aim hold. */
const DISINTERESTED: readonly SiaeKind[] = [SiaeKind.ACI, SiaeKind.AI];

/**
 * Whether an organisation is of the lucrative sector, which cannot receive tax-deductible gifts: a company, or
 * an EI or ETTI. A body that also holds an agreement as ACI or AI receives gifts for that, unless a company.
 */
export function isLucrative(kinds: readonly ActorKind[], agreements: readonly SiaeKind[]): boolean {
  if (kinds.includes(ActorKind.COMPANY)) return true;
  return (
    LUCRATIVE.some((kind) => agreements.includes(kind)) &&
    !DISINTERESTED.some((kind) => agreements.includes(kind))
  );
}
