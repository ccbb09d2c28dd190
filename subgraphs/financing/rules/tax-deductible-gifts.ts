import { Instrument } from '../../../platform/vocabulary/instrument';
import { ResourceKind } from '../../../platform/vocabulary/resource-kind';
import type { Finding, ProjectFunding } from './project-funding';
import { percentText, readShare } from './share';

/** Money of givers who deduct it from their tax: gifts and private grants (dons, mécénat). */
const GIFTS: ReadonlySet<ResourceKind> = new Set([ResourceKind.DONATION, ResourceKind.PRIVATE_GRANT]);

/**
 * The lucrative sector, EI and ETTI included, cannot receive tax-deductible gifts. Raised when the project
 * counts on gifts while every party that could receive them (the carriers, and the recipients that the
 * gifts name) is lucrative; an association among them can receive them, and nothing is raised.
 */
export function findGiftsToLucrativeCarriers(funding: ProjectFunding): Finding | null {
  const gifts = funding.resources.filter(({ kind }) => GIFTS.has(kind));
  const sponsorships = funding.awards.filter(({ instrument }) => instrument === Instrument.SPONSORSHIP);
  if (gifts.length + sponsorships.length === 0) return null;
  const named = new Set(sponsorships.map(({ recipient }) => recipient));
  const receivers = funding.parties.filter(({ actor, carrier }) => carrier || named.has(actor));
  if (receivers.length === 0 || receivers.some(({ lucrative }) => !lucrative)) return null;
  return {
    value: giftsText(gifts, sponsorships.length),
    awards: sponsorships.map(({ id }) => id),
    citations: gifts.map(({ source, locator }) => ({ source, locator })),
  };
}

function giftsText(gifts: ProjectFunding['resources'], sponsorships: number): string {
  if (gifts.length === 0) return sponsorships === 1 ? '1 mécénat' : `${sponsorships} mécénats`;
  return gifts
    .map(({ label, share }) => (share === null ? label : `${label}, ${percentText(readShare(share))}`))
    .join(' ; ');
}
