/**
 * What other modules and the program itself may ask of access: accounts, how they prove who they are, and their roles in organisations.
 * It owns sign-in, nomination, memberships, staff powers and what a school said about its year.
 * It refuses to know what an organisation is beyond the directory's facts, how a session is kept, and what any role may do elsewhere.
 */

export { loadActor } from './accounts/actor-queries.ts'
export { accessContribution } from './home-contributions/access-contribution.ts'
export type { HomeContribution } from './home-contributions/home-contribution.ts'
export { openTaskCounts, openTasks } from './reports/open-tasks-queries.ts'
