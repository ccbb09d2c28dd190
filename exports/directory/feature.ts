import { actorAddress, type Site } from '../site';
import type { ActorRecord } from './actor-record';

/** A point of RFC 7946: longitude first. */
interface Point {
  readonly type: 'Point';
  readonly coordinates: readonly [longitude: number, latitude: number];
}

/** An actor on a map. */
export interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  /** Null where neither the actor nor its commune has a known place: the standard's "unlocated". */
  readonly geometry: Point | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Writes an actor as a feature: its columns are the properties, but for its id and its place. */
export function toFeature(actor: ActorRecord, site: Site): Feature {
  const { id, latitude, longitude, ...properties } = actor;
  return {
    type: 'Feature',
    id,
    geometry:
      latitude === null || longitude === null
        ? null
        : { type: 'Point', coordinates: [degrees(longitude), degrees(latitude)] },
    properties: { ...properties, page: actorAddress(site, actor.slug) },
  };
}

/** To the seventh decimal, a centimetre: more would be noise. */
function degrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
