import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { holdStarted, releaseHeld } from '../declarations/held-store.ts'
import { insertDecision } from '../funding/decisions-store.ts'
import { recordChange } from '../registrations/changes-store.ts'
import type { Registration } from '../registrations/registration.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { closeTask, openTask } from '../tasks/tasks-store.ts'
import { employerNow } from '../work-details/employer-snapshot-queries.ts'
import type { EmployerSnapshot } from '../work-details/work-details.ts'
import { insertWorkDetails } from '../work-details/work-details-store.ts'
import { difference, type ShownWork, shownWork } from '../work-details/work-shown-rules.ts'
import type { WorkChange } from './change-work-details.ts'
import type { CheckedChange } from './check-work-change.ts'

/** A change that may be made, and by whom. */
export type ChangeToWrite = CheckedChange & {
  readonly registration: Registration
  readonly input: WorkChange
  readonly isByStaff: boolean
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** What was written, to be told. */
export type Written = {
  readonly versionId: string
  /** The decision that was made of the new details; null where we hold no rules, or a decision of staff stands. */
  readonly decisionId: string | null
  readonly employer: EmployerSnapshot | null
  readonly shown: { readonly before: ShownWork; readonly after: ShownWork }
}

/** The new version, the decision, the registration that points to it, what staff must look at, and the provider's feed. */
export async function writeWorkChange(tx: Tx, change: ChangeToWrite): Promise<Written> {
  const { registration, input, now } = change
  const decisionId = await decide(tx, change)
  const employer = await employerNow(tx, input.work)
  const versionId = await insertWorkDetails(tx, {
    ...{ personId: registration.personId, registrationId: registration.id, details: input.work, employer, now },
    ...{ changeKind: input.kind, effectiveOn: change.effectiveOn, byStaff: change.isByStaff },
    decisionId: decisionId ?? registration.decisionId,
    recordedBy: change.actor.accountId,
  })
  await saveRegistration(tx, changed(change, decisionId), now)
  await settleTasks(tx, change)
  const shown = shownOf(change, employer)
  await recordChange(tx, {
    ...{ registration, kind: 'work-details-changed', effectiveOn: change.effectiveOn, now },
    ...shown,
  })
  return { versionId, decisionId, employer, shown }
}

/** Where funding is fixed too: what it would have been is kept for audit. */
async function decide(tx: Tx, { registration, reassessed, now }: ChangeToWrite): Promise<string | null> {
  const { assessed, staysDecided } = reassessed
  if (assessed === null || staysDecided) return null
  return insertDecision(tx, { registrationId: registration.id, assessment: assessed, now })
}

/** The provider, the cohort and the statuses stay, and so does a funded place. */
function changed({ registration, reassessed, plan, answers, now }: ChangeToWrite, decisionId: string | null) {
  const isFixed = reassessed.effect === 'frozen'
  return {
    ...registration,
    ...{ answers, workDetailsChangedAt: now },
    decisionId: isFixed || decisionId === null ? registration.decisionId : decisionId,
    fundingChoice: plan.fundingChoice,
    reviewStatus: plan.reviewStatus,
  }
}

/** Why staff need not look at it any more. */
const OVERTAKEN = 'work-details-changed'

async function settleTasks(tx: Tx, { registration, plan, reassessed, actor, now }: ChangeToWrite): Promise<void> {
  const { id: registrationId } = registration
  const facts = { before: reassessed.before, after: plan.after }
  const closing = { registrationId, by: actor.accountId, outcome: OVERTAKEN, now }
  if (plan.review === 'open') await openTask(tx, { registrationId, kind: 'funding-review', facts, now })
  if (plan.review === 'close') await closeTask(tx, { ...closing, kind: 'funding-review' })
  if (plan.doubt === 'open') {
    await openTask(tx, { registrationId, kind: 'funded-place-in-doubt', facts, now })
    await holdStarted(tx, { registrationId, now })
  }
  if (plan.doubt === 'close') {
    await closeTask(tx, { ...closing, kind: 'funded-place-in-doubt' })
    await releaseHeld(tx, { registrationId, now })
  }
}

/** What the provider sees of it, before and after, in the API's names. */
function shownOf(
  { registration, current, answers, plan, reassessed, input }: ChangeToWrite,
  employer: EmployerSnapshot | null,
) {
  const after = shownWork({
    ...{ details: input.work, employer, answers, funding: plan.after },
    fundingChoice: plan.fundingChoice,
  })
  if (!current) return { before: {}, after }
  const before = shownWork({
    ...{ details: current.details, employer: current.employer, answers: registration.answers },
    ...{ funding: reassessed.before, fundingChoice: registration.fundingChoice },
  })
  return difference(before, after)
}
