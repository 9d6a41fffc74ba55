import { aPersonAt } from '#src/modules/access/factories.ts'
import { eventsAbout } from '#src/platform/audit/event-facts-queries.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { acting as actingOnClaim, officer, worksAt } from '../audits/factories.ts'
import { acting } from '../batches/factories.ts'
import type { Claim } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { clawbackAgreed, clawbackRefused } from '../clawbacks/clawback-events.ts'
import { decideClawback } from '../clawbacks/decide-clawback.ts'
import { proposeClawback } from '../clawbacks/propose-clawback.ts'
import { aClaim, aMentor } from '../factories.ts'
import { answerInformation } from '../requests/answer-information.ts'
import { askForInformation } from '../requests/ask-for-information.ts'
import { informationAnswered } from '../requests/request-events.ts'
import { requestById } from '../requests/requests-queries.ts'
import { threeOfficers } from './batch-factories.ts'
import { faultsOf, LAST_HOURS, type Trial, twoSchools } from './hours-factories.ts'

// Two people who decide the same thing at once.

export type Deciding = Awaited<ReturnType<typeof deciding>>

/** A school with two people who answer for it, and three officers. */
export async function deciding(db: Database) {
  const { one, providerId } = await twoSchools(db)
  const officers = await threeOfficers(db)
  const people = [await aPersonAt(db, one.school, { role: 'claims' }), await aPersonAt(db, one.school)] as const
  return { db, school: one.school, windowId: one.windowId, provider: { id: providerId }, officers, people }
}

const claimIn = async ({ db, school, provider, windowId }: Deciding, status: 'paid' | 'submitted'): Promise<Claim> =>
  aClaim(db, {
    ...{ school, provider, windowId, status },
    mentors: [{ ...(await aMentor(db, school)), hours: LAST_HOURS }],
  })

/** Two officers decide about one clawback at once, one with a yes and one with a no: the first counts, once. */
export async function sameClawbackTrial(world: Deciding): Promise<Trial> {
  const { db, officers } = world
  const claim = await claimIn(world, 'paid')
  const { id: claimId, revision } = claim
  const line = { lineId: claim.lines[0]?.id ?? '', hoursWorked: 9, reason: 'fewer-hours' as const, note: null }
  const proposal = { claimId, seen: revision, origin: 'school' as const, lines: [line] }
  const proposed = await execute(acting(db, officers[0]), proposeClawback, proposal)
  if (!proposed.ok) return { won: 'nobody', wrong: [proposed.refusal.code] }
  const decide = (by: (typeof officers)[number], approve: boolean) =>
    execute(acting(db, by), decideClawback, {
      ...{ claimId, seen: revision + 1, approve, because: approve ? null : 'Ask the school again' },
    })
  const [yes, no] = await Promise.all([decide(officers[1], true), decide(officers[2], false)])
  const lost = yes.ok ? no : yes
  const events = await eventsAbout(db, { kind: 'claim', id: claimId })
  const decisions = events.filter(({ name }) => name === clawbackAgreed.name || name === clawbackRefused.name).length
  const due = await db
    .selectFrom('claims.ledger')
    .select('pence')
    .where('claim_id', '=', claimId)
    .where('kind', '=', 'clawback-due')
    .execute()
  const status = (await claimById(db, claimId))?.status
  const expected = yes.ok ? { lines: 1, status: 'clawback-agreed' } : { lines: 0, status: 'clawback-refused' }
  const wrong = faultsOf([
    [yes.ok !== no.ok, `${yes.ok ? 'both' : 'neither'} decided`],
    [lost.ok || lost.refusal.code === 'changed-since', 'the second was not told that the claim has changed'],
    [decisions === 1, `${decisions} events`],
    [due.length === expected.lines, `${due.length} lines due in the ledger`],
    [status === expected.status, `the claim is ${status}`],
  ])
  return { won: yes.ok ? 'yes' : 'no', wrong }
}

/** Two people of a school answer one request at once: one answer, one receipt, and the second is told who was first. */
export async function sameRequestTrial(world: Deciding): Promise<Trial> {
  const { db, officers, people, school } = world
  const { id: claimId } = await claimIn(world, 'submitted')
  const question = { claimId, of: 'school', lineId: null, topic: 'hours', question: 'How many?', dueOn: null } as const
  const asked = await execute(actingOnClaim(db, officer(officers[0].accountId)), askForInformation, question)
  if (!asked.ok) return { won: 'nobody', wrong: [asked.refusal.code] }
  const { requestId } = asked.value
  const answer = ({ accountId }: { readonly accountId: string }, text: string) =>
    execute(actingOnClaim(db, worksAt(accountId, school.id)), answerInformation, { requestId, seen: 1, answer: text })
  const [one, other] = await Promise.all([answer(people[0], 'Sixteen'), answer(people[1], 'Fifteen')])
  const [won, lost] = one.ok ? [one, other] : [other, one]
  const toldBy = lost.ok ? null : `${lost.refusal.code} ${String(lost.refusal.facts['by'])}`
  const kept = await requestById(db, requestId)
  const events = await eventsAbout(db, { kind: 'claim', id: claimId })
  const answers = events.filter(({ name }) => name === informationAnswered.name).length
  const wrong = faultsOf([
    [one.ok !== other.ok, `${one.ok ? 'both' : 'neither'} answered`],
    [toldBy === `not-open ${kept?.answeredByName}`, `the second was told ${toldBy}`],
    [kept?.answer === (one.ok ? 'Sixteen' : 'Fifteen'), `the answer is ${kept?.answer}`],
    [won.ok && kept?.receipt === won.value.receipt, 'the receipt is another'],
    [answers === 1, `${answers} events`],
  ])
  return { won: one.ok ? 'the first' : 'the second', wrong }
}
