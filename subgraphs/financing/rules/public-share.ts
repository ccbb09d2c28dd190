import { Nature } from '../../../platform/vocabulary/nature';
import type { ProjectFunding } from './project-funding';
import { isPublicCategory, isPublicResource } from './public-money';
import { shareText, sumShares, WHOLE } from './share';

interface Part {
  isPublic: boolean;
  share: string | null;
}

/**
 * Share of public money, as far as the source states shares; null when that says nothing certain.
 * Resource lines come first; realised awards stand in when no line states a share.
 */
export function publicShare(funding: Pick<ProjectFunding, 'resources' | 'awards'>): string | null {
  const lines = funding.resources.map(({ kind, share }) => ({ isPublic: isPublicResource(kind), share }));
  if (lines.some(({ share }) => share !== null)) return publicPart(lines);
  return publicPart(
    funding.awards
      .filter(({ nature }) => nature === Nature.ACTUAL)
      .map(({ funderCategory, share }) => ({ isPublic: isPublicCategory(funderCategory), share })),
  );
}

/**
 * - shares that make a whole: the public ones, which may be none ("0");
 * - less than a whole: the public ones, unless some public part has no share, which would leave it short;
 * - more than a whole: the source describes several mixes, which make no share together.
 */
function publicPart(parts: readonly Part[]): string | null {
  const stated = sumShares(parts.map(({ share }) => share));
  const publicParts = parts.filter(({ isPublic }) => isPublic);
  const publicStated = sumShares(publicParts.map(({ share }) => share));
  if (stated > WHOLE) return null;
  if (stated === WHOLE) return shareText(publicStated);
  const complete = publicParts.length > 0 && publicParts.every(({ share }) => share !== null);
  return complete ? shareText(publicStated) : null;
}
