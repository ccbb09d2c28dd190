/** Where the server that publishes is known to the world. */
export interface Site {
  /** Its address as people type it, such as https://maillon.example.org; unknown unless the operator says it. */
  readonly publicUrl?: string | undefined;
}

/** Path of the page of an actor. */
export function actorPath(slug: string): string {
  return `/actors/${slug}`;
}

/** Its address: whole when the site has one, else the path, which a reader resolves against where it asked. */
export function actorAddress({ publicUrl = '' }: Site, slug: string): string {
  return publicUrl + actorPath(slug);
}
