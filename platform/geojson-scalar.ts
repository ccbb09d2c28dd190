import { GraphQLScalarType } from 'graphql';
import { badUserInput } from './errors';

function refuse(): never {
  throw badUserInput('A GeoJSONGeometry is only given, never taken.');
}

/** Geometries leave as the objects that mapping libraries read, without a second parse of a text. */
export const GraphQLGeoJSONGeometry = new GraphQLScalarType<never, unknown>({
  name: 'GeoJSONGeometry',
  description:
    'Geometry object of GeoJSON (RFC 7946): `type` and `coordinates`, longitude first, degrees of WGS 84, outlines anticlockwise.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946#section-3.1',
  serialize: (value) => value,
  parseValue: refuse,
  parseLiteral: refuse,
});
