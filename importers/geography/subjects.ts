import { communesCentreSubject } from './communes-centre.subject';
import { contoursSubject } from './contours.subject';
import { patCommunesSubject } from './pat-communes.subject';
import { patsSubject } from './pats.subject';
import type { GeographySubject } from './subject';
import type { GeographySubjectName } from './subject-names';

/** Every kind of file of geography; statements are each subject's own. */
export const GEOGRAPHY: Record<GeographySubjectName, GeographySubject<unknown>> = {
  pats: patsSubject,
  'pat-communes': patCommunesSubject,
  'communes-centre': communesCentreSubject,
  contours: contoursSubject,
};
