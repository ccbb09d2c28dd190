import { fromScaled, toScaled } from '../../../platform/decimal';

/** Shares are exact: whole numbers of 10^-8 while they are added and compared. */
const PLACES = 8;

export const WHOLE = 10n ** BigInt(PLACES);

export function readShare(share: string): bigint {
  return toScaled(share, PLACES);
}

/** Sum of shares; null stands for "not stated" and adds nothing. */
export function sumShares(shares: readonly (string | null)[]): bigint {
  return shares.reduce((sum, share) => sum + (share === null ? 0n : readShare(share)), 0n);
}

/** The share as a plain decimal: "0.85", "1". */
export function shareText(share: bigint): string {
  return trimmed(fromScaled(share, PLACES));
}

/** The share as French readers write it: "85 %", "12,5 %". */
export function percentText(share: bigint): string {
  return `${trimmed(fromScaled(share * 100n, PLACES)).replace('.', ',')} %`;
}

function trimmed(decimal: string): string {
  return decimal.replace(/\.?0+$/, '') || '0';
}
