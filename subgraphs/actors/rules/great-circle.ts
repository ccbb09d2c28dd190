/** A place on the ground, degrees WGS 84. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** Mean radius of the Earth in kilometres. */
export const EARTH_KM = 6371.0088;
/** No two places are further apart. */
export const FARTHEST_KM = Math.ceil(Math.PI * EARTH_KM);
