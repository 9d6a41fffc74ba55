/**
 * What other modules may ask of the directory: the one registry of schools, trusts and other organisations, as reference facts.
 * It owns what GIAS and staff say about organisations, their dated roles, names and relations, and how they can be reached.
 * It refuses to know who may sign in, who works where, what a school answered, and what any service does with a school.
 */

export { bankHolidaysFrom, registrationPeriodOn } from './calendar-queries.ts'
export { contactPolicy } from './contacts/contact-policy.ts'
export { CONTACT_CHANNELS, correctContact, takeBackContact } from './contacts/correct-contact.ts'
export { eligibilityOn } from './eligibility-queries.ts'
export { type Eligibility, type EligibilityReason, eligibilityText } from './eligibility-rules.ts'
export { eligibleSchoolSet, type SchoolFilter } from './eligible-schools-queries.ts'
export { importFromCommandLine } from './imports/command-line.ts'
export type { OrganisationKind, OrganisationRole } from './organisation.ts'
export { roleText as organisationRoleText } from './organisation.ts'
export { organisationIdentifiedBy } from './organisation-identifiers-queries.ts'
export { type NamedOrganisation, organisationNames } from './organisation-names-queries.ts'
export {
  memberSchools,
  organisationById,
  organisationsWithRoles,
  rolesOn,
} from './organisations-queries.ts'
export type { ContactPoint, LinkedSchool, School, SchoolInList, Trust } from './school.ts'
export { PHASES } from './school.ts'
export { RESULTS_PER_PAGE, type SchoolResults, searchSchools } from './school-search-queries.ts'
export { isPicked } from './school-search-rules.ts'
export {
  contactsOf,
  contactsOfMany,
  linkedSchools,
  localAuthorities,
  type SchoolCounts,
  schoolById,
  schoolByUrn,
  schoolCounts,
  schoolsById,
  schoolsOfTrusts,
  trustOfSchool,
} from './schools-queries.ts'
