import type { Decision } from '../door.ts'
import { RELATIONS, type Relation } from '../people.ts'

/** Who may pass a door. Whoever is not named finds nothing there. */
export type Doors = { readonly name: string; readonly decisions: Readonly<Partial<Record<Relation, Decision>>> }

const all = (decision: Decision, ...relations: readonly Relation[]) =>
  Object.fromEntries(relations.map((relation) => [relation, decision]))

/** Nobody known, and whoever has an account that no longer counts. */
const asks = (decision: Decision) => all(decision, 'nobody', 'disabled')

const doors = (name: string, ...decisions: readonly Doors['decisions'][]): Doors => ({
  name,
  decisions: Object.assign({}, ...decisions),
})

const KNOWN = RELATIONS.filter((relation) => relation !== 'nobody' && relation !== 'disabled')

export const everybody = doors('Everybody', all('allowed', ...RELATIONS))
export const signedIn = doors('Whoever is signed in', asks('sign-in'), all('allowed', ...KNOWN))
export const staff = doors('Staff', asks('sign-in'), all('allowed', 'support', 'data', 'operate', 'pay'))
export const support = doors('Support', asks('sign-in'), all('allowed', 'support'))
export const supportAlone = doors(
  'Support, asked to sign in as staff',
  asks('staff-sign-in'),
  all('allowed', 'support'),
)
export const dataAlone = doors(
  'Reference data, asked to sign in as staff',
  asks('staff-sign-in'),
  all('allowed', 'data'),
)
export const supportOrData = doors(
  'Support and reference data',
  asks('staff-sign-in'),
  all('allowed', 'support', 'data'),
)
export const staffAlone = doors(
  'Staff, asked to sign in as staff',
  asks('staff-sign-in'),
  all('allowed', 'support', 'data', 'operate', 'pay'),
)
export const referenceData = doors('Reference data', asks('sign-in'), all('allowed', 'data'))
export const colleagues = doors(
  'Everybody there, and staff',
  asks('sign-in'),
  all('allowed', 'viewer', 'claims', 'administrator', 'tutor', 'trust', 'support', 'data', 'operate', 'pay'),
)
export const inCharge = doors('In charge there', asks('sign-in'), all('allowed', 'administrator', 'tutor', 'trust'))
export const inChargeOrSupport = doors('In charge there, and support', inCharge.decisions, all('allowed', 'support'))
export const managers = doors(
  'In charge there, and support; others who see it are told',
  inChargeOrSupport.decisions,
  all('not-allowed', 'viewer', 'claims', 'data', 'operate', 'pay'),
)
export const correctors = doors(
  'In charge there, and support; colleagues are told',
  inChargeOrSupport.decisions,
  all('not-allowed', 'viewer', 'claims'),
)
export const tokenHolders = doors(
  'Administrators there, and support',
  asks('sign-in'),
  all('allowed', 'administrator', 'trust', 'support'),
)
export const handingOver = doors('In charge there, or was a moment ago', inCharge.decisions, all('allowed', 'replaced'))
export const partners = doors('Partners of schools', asks('sign-in'), all('allowed', 'partner', 'trust'))
export const batchOfTrust = doors(
  'The trust that asked, and support',
  asks('sign-in'),
  all('allowed', 'trust', 'support'),
)
export const holder = doors('Whose it is', asks('not-found'), all('allowed', 'viewer'))
export const owner = doors('Whose registration it is', asks('sign-in'), all('allowed', 'viewer'))
export const ownerOrSupport = doors(
  'Whose registration it is, and support',
  asks('sign-in'),
  all('allowed', 'viewer', 'support'),
)
export const ofProvider = doors(
  'Who looks after participants there, and support',
  asks('sign-in'),
  all('allowed', 'administrator', 'claims', 'trust', 'support'),
)
/** Of claims, staff are those who help and those who pay. */
const claimStaff = all('allowed', 'support', 'pay')
const atSchool = all('allowed', 'viewer', 'claims', 'administrator', 'tutor', 'trust')
const claiming = all('allowed', 'claims', 'administrator', 'tutor', 'trust')
export const claimants = doors(
  'Who claims for the school; viewers are told',
  asks('sign-in'),
  claiming,
  all('not-allowed', 'viewer'),
)
export const claimantsOrSupport = doors(
  'Who claims for the school, and support; viewers are told',
  claimants.decisions,
  all('allowed', 'support'),
)
export const payAlone = doors(
  'Who pays claims, asked to sign in as staff',
  asks('staff-sign-in'),
  all('allowed', 'pay'),
)
export const claimStaffAlone = doors('Staff of claims, asked to sign in as staff', asks('staff-sign-in'), claimStaff)
export const claimRulesReaders = doors(
  'Staff of claims and reference data, asked to sign in as staff',
  asks('staff-sign-in'),
  claimStaff,
  all('allowed', 'data'),
)
export const claimReaders = doors('Everybody at the school, and staff of claims', asks('sign-in'), atSchool, claimStaff)
export const claimParties = doors(
  'Everybody at the school, the provider that it names, and staff of claims',
  claimReaders.decisions,
  all('allowed', 'named-provider'),
)
export const conditionsReaders = doors(
  'Everybody there, and support',
  asks('sign-in'),
  atSchool,
  all('allowed', 'support'),
)
export const providerReaders = doors(
  'Everybody at the provider that claims name, and staff of claims',
  asks('sign-in'),
  all('allowed', 'named-provider'),
  claimStaff,
)
export const providerAnswers = doors(
  'Who answers for the provider that claims name',
  asks('sign-in'),
  all('allowed', 'named-provider'),
)
export const providerAnswersOrSupport = doors(
  'Who answers for the provider that claims name, and support',
  providerAnswers.decisions,
  all('allowed', 'support'),
)
export const trustReaders = doors(
  'Everybody at the trust of the school, and staff of claims',
  asks('sign-in'),
  all('allowed', 'trust'),
  claimStaff,
)
export const namedProvider = doors(
  'Who answers for the provider that the claim names',
  asks('sign-in'),
  all('allowed', 'named-provider'),
)
export const trustClaimants = doors('Who claims for the trust of the school', asks('sign-in'), all('allowed', 'trust'))
export const nobodyHere = doors('Who looks through somebody’s eyes')

export type Table = Readonly<Record<string, Doors>>

export const forEach = (given: Doors, ...paths: readonly string[]): Table =>
  Object.fromEntries(paths.map((path) => [path, given]))

/** What a person of this relation meets at a door. */
export const expectedAt = ({ decisions }: Doors, relation: Relation): Decision => decisions[relation] ?? 'not-found'
