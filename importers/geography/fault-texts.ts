/** What can be wrong with a row or a feature of a file of geography. */
export type GeographyFaultCode =
  | 'NOT_AN_OBJECT'
  | 'NOT_A_PAT_CODE'
  | 'NOT_A_COMMUNE_CODE'
  | 'REPEATED_CODE'
  | 'NOT_A_POINT'
  | 'COORDINATES_SWAPPED'
  | 'OUT_OF_WORLD'
  | 'FAR_FROM_FRANCE'
  | 'NOT_A_POLYGON'
  | 'OPEN_RING'
  | 'SHORT_RING'
  | 'CROSSES_ITSELF'
  | 'HOLE_OUTSIDE';

/** Reason and remedy of each, as in ../faults.ts; "%" stands for the detail. */
export const GEOGRAPHY_TEXTS: Record<GeographyFaultCode, [reason: string, remedy: string]> = {
  NOT_AN_OBJECT: ['ce n’est pas un objet JSON', 'écrivez chaque élément de la liste entre accolades'],
  NOT_A_PAT_CODE: [
    'ce n’est pas un code de PAT',
    'un code de PAT est fait de chiffres ou de minuscules, comme 1263',
  ],
  NOT_A_COMMUNE_CODE: [
    'ce n’est pas un code commune',
    'écrivez les cinq caractères du code officiel géographique, zéro de tête compris : 01004, 2A004',
  ],
  REPEATED_CODE: ['ce code est déjà donné, à %', 'gardez une seule ligne par code'],
  NOT_A_POINT: [
    'il manque un point en degrés décimaux',
    'donnez un Point GeoJSON : {"type":"Point","coordinates":[longitude, latitude]}',
  ],
  COORDINATES_SWAPPED: [
    'longitude et latitude sont interverties : %',
    'GeoJSON veut la longitude d’abord : [4.93, 46.15] pour un lieu de l’Ain',
  ],
  OUT_OF_WORLD: [
    'coordonnées hors du globe : %',
    'donnez des degrés décimaux (WGS 84), longitude de -180 à 180, latitude de -90 à 90 ; convertissez les mètres (Lambert 93)',
  ],
  FAR_FROM_FRANCE: [
    'coordonnées loin de % : ce lieu n’y est pas',
    'vérifiez le signe et l’ordre des coordonnées, et le code',
  ],
  NOT_A_POLYGON: [
    'la géométrie n’est pas un Polygon ni un MultiPolygon de paires de nombres',
    'exportez le contour en GeoJSON (RFC 7946)',
  ],
  OPEN_RING: [
    'un anneau n’est pas fermé : il commence en % et finit ailleurs',
    'répétez le premier point à la fin de l’anneau',
  ],
  SHORT_RING: ['un anneau a moins de quatre points (%)', 'supprimez cet anneau, ou rendez-lui ses points'],
  CROSSES_ITSELF: [
    'le contour se croise lui-même, près de %, et le redresser en changerait la surface',
    'corrigez le tracé dans un outil de cartographie (« réparer les géométries »)',
  ],
  HOLE_OUTSIDE: [
    'un trou du polygone est hors de son contour, près de %',
    'séparez les parties du territoire en un MultiPolygon',
  ],
};
