/**
 * What other modules may ask of the directory: the one registry of schools, trusts and other organisations, as reference facts.
 * It owns what GIAS and staff say about organisations, their dated roles, names and relations, and how they can be reached.
 * It refuses to know who may sign in, who works where, what a school answered, and what any service does with a school.
 */

export { bankHolidaysFrom, registrationPeriodOn } from './calendar-queries.ts'
export { contactPolicy } from './contacts/contact-policy.ts'
export { CONTACT_CHANNELS, correctContact, takeBackContact } from './contacts/correct-contact.ts'
export { eligibilityOn, eligibilityPolicyOn } from './eligibility-queries.ts'
export { type Eligibility, type EligibilityReason, eligibilityOf, eligibilityText } from './eligibility-rules.ts'
export { districtsBySchool, eligibleSchoolSet, foundBy, type SchoolFilter } from './eligible-schools-queries.ts'
export { type Employer, employerById, searchEmployers } from './employers/employers-queries.ts'
export { establishmentFacts } from './establishments/establishment-facts-queries.ts'
export { importFromCommandLine } from './imports/command-line.ts'
export { STATUS_NAMES, TYPE_NAMES } from './imports/gias-codes.ts'
export { refusalText as fileRefusalText } from './imports/refusal-text.ts'
export type { OrganisationKind, OrganisationRole } from './organisation.ts'
export { roleText as organisationRoleText } from './organisation.ts'
export { organisationIdentifiedBy } from './organisation-identifiers-queries.ts'
export {
  type Findable,
  findableHolding,
  holdersSet,
  type NamedOrganisation,
  organisationNames,
  organisationsHolding,
  ukprnsSet,
} from './organisation-names-queries.ts'
export {
  memberSchools,
  organisationById,
  organisationsWithRoles,
  rolesOf,
  rolesOn,
} from './organisations-queries.ts'
export { MovedNumbers, mergePeople, personConflict, unmergePeople } from './people/merge-people.ts'
export { peopleNamedSet, peopleWithTrnSet } from './people/people-found-queries.ts'
export { peopleById, peopleInLists } from './people/people-in-lists-queries.ts'
export { currentPersonId, personById, personIdChanges, personWithTrn } from './people/people-queries.ts'
export { confirmTrn, insertPerson, lockPeople, lockTrn, noteRecordStatus, setNumber } from './people/people-store.ts'
export { type Person, PersonId, type PersonIdChange, type RecordStatus } from './people/person.ts'
export { personMerged, personMergeUndone, trnConfirmed } from './people/person-events.ts'
export { NO_NUMBER, numberAfterMerge } from './people/person-rules.ts'
export type { ContactPoint, LinkedSchool, School, SchoolInList, Trust } from './school.ts'
export { PHASES } from './school.ts'
export { RESULTS_PER_PAGE, type SchoolResults, searchSchools, suggestSchools } from './school-search-queries.ts'
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
  schoolsByUrns,
  schoolsOfTrusts,
  successorsOf,
  trustOfSchool,
  trustsOfSchoolsSet,
} from './schools-queries.ts'
