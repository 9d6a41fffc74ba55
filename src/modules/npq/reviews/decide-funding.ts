import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { holdStarted } from '../declarations/held-store.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { hasOpenTask, openTask } from '../tasks/tasks-store.ts'
import { type DecisionPlan, decisionPlan } from './decide-funding-rules.ts'
import { fundedPlaceDoubted, fundingDecided } from './review-events.ts'
import { aboutOf, tellDecision } from './tell-decision.ts'
import { writeDecision } from './write-decision.ts'

/**
 * Staff decide whether somebody is funded, whatever the rules said: after a review, or against them. The decision is kept beside
 * the one before; the person is told both ways, and the provider's feed. Eligibility is never taken away under a funded place
 * or training that counts: then the place is put in doubt, and nothing else changes (`done` says which it was).
 */
export const decideFunding = command({
  name: 'npq.decide-funding',
  input: z.object({
    registrationId: RegistrationId,
    /** What staff saw: after any other change they look again. */
    revision: z.int().positive(),
    isFunded: z.boolean(),
  }),
  refusals: ['reason-needed', 'changed-meanwhile', 'unchanged', 'unfunded-cohort', 'in-doubt-already'],
  records: [fundingDecided.name, fundedPlaceDoubted.name],
  async run({ tx, actor, now, baseUrl, process, refuse }, { registrationId, revision, isFunded }) {
    const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
    demand(registrationPolicy.support(actor, registration))
    const note = process.reason ?? refuse('reason-needed')
    const { plan, before, footing } = await planFor(tx, { registration, isFunded })
    // The same again comes first: whoever sends it twice is told that it is done.
    if (plan.what === 'refuse' && plan.because === 'unchanged') refuse('unchanged')
    if (registration.revision !== revision) refuse('changed-meanwhile')
    if (plan.what === 'refuse') return refuse(plan.because)
    const party = await partyOf(tx, registration)
    const about = aboutOf(registration, { party, footing })
    if (plan.what === 'put-in-doubt') {
      const facts = { before, after: { result: 'not-funded' }, asked: note }
      await openTask(tx, { registrationId, kind: 'funded-place-in-doubt', facts, now })
      await holdStarted(tx, { registrationId, now })
      const doubted = fundedPlaceDoubted.of(about.subjects, { ...about.names, funding: before })
      const value: Done = { done: 'put-in-doubt' }
      return { value, events: [doubted] as const, send: [] }
    }
    const written = await writeDecision(tx, { registration, before, isFunded, note, accountId: actor.accountId, now })
    const value: Done = { done: 'decided' }
    return {
      value,
      events: [
        fundingDecided.of(about.subjects, { ...about.names, funding: { before, after: written.after } }),
      ] as const,
      send: tellDecision({ registration: written.registration, party, footing, isFunded, baseUrl }),
    }
  },
})

type Done = { readonly done: 'decided' | 'put-in-doubt' }

type Asked = { readonly registration: Registration; readonly isFunded: boolean }

async function planFor(tx: Tx, { registration, isFunded }: Asked) {
  const footing = await footingOf(tx, registration)
  const decision = (await decisionsOf(tx, registration.id)).find(({ id }) => id === registration.decisionId)
  if (!decision) throw new Error(`${registration.id} has no decision`)
  const before = { result: decision.result, reason: decision.reason }
  const { hasCountingDeclaration } = await changeFactsOf(tx, registration)
  const isInDoubt = await hasOpenTask(tx, { registrationId: registration.id, kind: 'funded-place-in-doubt' })
  const facts = { registration, before, isFunded, hasCountingDeclaration, isInDoubt }
  const plan: DecisionPlan = decisionPlan({ ...facts, cohortFunding: footing.cohortFunding })
  return { plan, before, footing }
}
