/** Why a row changes nothing, in words that say what to do. The codes are those of the commands, and of reading the row. */
const BECAUSE: Readonly<Record<string, string>> = {
  'no-registration': 'Its registration_id is no id: copy it from the registration',
  'not-found': 'There is no registration with this id',
  'no-provider': 'No NPQ provider of today has this name or id',
  'already-pending': 'It is pending already',
  'already-rejected': 'It has been rejected already',
  'was-withdrawn': 'Its owner has withdrawn it',
  'has-expired': 'It has expired',
  'has-declarations': 'Training that counts has been declared: the provider must void the declarations first',
  'other-live': 'The person has another live registration for the course and cohort',
  'already-registered': 'The person has another live registration for the course and cohort',
  'changed-meanwhile': 'It was changed at the same moment: try it again',
  'changed-since': 'It was changed at the same moment: try it again',
  'same-provider': 'It is with this provider already',
  'not-offered': 'The provider does not offer the course in the cohort',
  'not-possible': 'Its state does not allow it',
  'already-asked': 'Its provider has been asked to release it already',
  closed: 'Registration for the cohort is closed',
  'not-allowed': 'You may not do this',
  fault: 'Something went wrong with this row, and it was left as it was: try it again',
}

export const becauseText = (code: string): string => BECAUSE[code] ?? code
