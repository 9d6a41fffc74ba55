/**
 * What other modules and the program itself may ask of access: accounts, how they prove who they are, and their roles in organisations.
 * It owns sign-in, nomination, memberships, staff powers and what a school said about its year.
 * It refuses to know what an organisation is beyond the directory's facts, how a session is kept, and what any role may do elsewhere.
 */

export { loadActor } from './accounts/actor-queries.ts'
export { mailboxesOf } from './accounts/mailboxes-queries.ts'
export {
  accountsWithAddressSet,
  organisationsOfAddressSet,
  peopleWithAddressSet,
} from './accounts/people-with-address-queries.ts'
export { staffWith } from './accounts/staff-with-queries.ts'
export { accountsToTell, membersToTell, type Told } from './accounts/tell-queries.ts'
export { TOKEN_LIFE } from './api-tokens/api-token-rules.ts'
export { loadApiActor } from './api-tokens/load-api-actor.ts'
export { dear, lines, plainName, SERVICE } from './emails/email-text.ts'
export { accessContribution } from './home-contributions/access-contribution.ts'
export type { HomeContribution } from './home-contributions/home-contribution.ts'
export { type MemberAt, peopleAt } from './memberships/memberships-queries.ts'
export { ownMergeContributions } from './merges/contributions.ts'
export type {
  MergeContribution,
  MergedPair,
  MergePreview,
} from './merges/merge-contribution.ts'
export { peopleWithSameNumber } from './merges/same-number-queries.ts'
export { openTaskCounts, openTasks } from './reports/open-tasks-queries.ts'
export { accountOfPerson, personOfAccount } from './teachers/person-of-account-store.ts'
