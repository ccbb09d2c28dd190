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

/** Whether a subject is one of these; sources may also be files of geography. */
export function isSubject(name: string): name is SubjectName {
  return Object.hasOwn(SUBJECTS, name);
}
