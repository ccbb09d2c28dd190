import { foldName } from '../../platform/folded-name';

const LONGEST_NAME = 80;
const LONGEST_PLACE = 40;

/** Where the slug of a new actor starts from: its name, and its commune unless the name ends with it. */
export function structureSlug(name: string, commune: string | undefined): string {
  const base = slugOf(name, LONGEST_NAME) || 'structure';
  const place = slugOf(commune ?? '', LONGEST_PLACE);
  return place === '' || base === place || base.endsWith(`-${place}`) ? base : `${base}-${place}`;
}

function slugOf(text: string, longest: number): string {
  const slug = foldName(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug.length <= longest) return slug;
  // Whole words, unless the first is too long by itself.
  return slug
    .slice(0, longest + 1)
    .replace(/-[^-]*$/, '')
    .slice(0, longest);
}
