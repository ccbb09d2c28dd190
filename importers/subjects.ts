import { awardsSubject } from './awards/awards.subject';
import type { SubjectName } from './columns';
import { flowsSubject } from './flows/flows.subject';
import { impactSubject } from './impact/impact.subject';
import type { ImportSubject } from './subject';

/** Every kind of file that can be imported. */
export const SUBJECTS: Record<SubjectName, ImportSubject> = {
  flows: flowsSubject,
  impact: impactSubject,
  awards: awardsSubject,
};
