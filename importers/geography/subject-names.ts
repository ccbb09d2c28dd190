/** Files of geography that can be imported. */
export const GEOGRAPHY_SUBJECTS = ['pats', 'pat-communes', 'communes-centre', 'contours'] as const;
export type GeographySubjectName = (typeof GEOGRAPHY_SUBJECTS)[number];
