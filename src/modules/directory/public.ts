/**
 * What other modules may ask of the directory: the one registry of schools, trusts and other organisations, as reference facts.
 * It owns what GIAS and staff say about organisations, their dated roles, names and relations, and how they can be reached.
 * It refuses to know who may sign in, who works where, what a school answered, and what any service does with a school.
 */

export { eligibilityOn } from './eligibility-queries.ts'
export { type Eligibility, type EligibilityReason, eligibilityText } from './eligibility-rules.ts'
export { importFromCommandLine } from './imports/command-line.ts'
export type { ContactPoint, LinkedSchool, School, Trust } from './school.ts'
export {
  contactsOf,
  linkedSchools,
  type SchoolCounts,
  schoolById,
  schoolByUrn,
  schoolCounts,
  schoolsById,
  trustOfSchool,
} from './schools-queries.ts'
