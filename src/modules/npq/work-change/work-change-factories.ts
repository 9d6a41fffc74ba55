import { Temporal } from '#src/kit/dates.ts'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { contextFor } from '#src/modules/access/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { workDetailsChange } from '../registrations/change-rules.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import { changeWorkDetails, type WorkChange } from './change-work-details.ts'
import { pinnedRulesOf, reassess } from './reassess-queries.ts'
import { fundingKey, planOf, withJobAnswers } from './work-change-rules.ts'

const CHANGED_AT = Temporal.Instant.from('2026-11-25T10:00:00Z')

type Given = Partial<Omit<WorkChange, 'registrationId' | 'work'>> & {
  /** Whose account; that of the registration unless told otherwise. */
  readonly accountId?: string
  readonly reason?: string
  readonly now?: Temporal.Instant
  readonly key?: string
}

/** Sends the change that the check page would have shown at this moment, unless told otherwise. */
export async function changeWork(db: Database, id: string, work: WorkDetails, given: Given = {}) {
  const { accountId, reason, now = CHANGED_AT, key, ...told } = given
  const registration = await registrationById(db, id)
  if (!registration) throw new Error('There is no such registration')
  const identity = accountId ?? registration.accountId ?? ''
  const actor = await loadActor(db, { accountId: identity, actingFor: null, viewAs: null, provedAt: now }, now)
  if (!actor) throw new Error('Nobody')
  const process = newProcess('test', null, reason ?? null)
  const kind = told.kind ?? 'move'
  const jobAnswers = told.jobAnswers ?? {}
  return execute(
    { ...contextFor(db, actor, now), process },
    changeWorkDetails,
    {
      ...{ registrationId: RegistrationId.parse(id), revision: registration.revision, work, kind, jobAnswers },
      ...{ effectiveOn: kind === 'move' ? '2026-12-01' : null, payer: null },
      funding: await shownFor(db, { registration, work, kind, jobAnswers, now }),
      ...told,
    },
    key,
  )
}

type Shown = {
  readonly registration: Registration
  readonly work: WorkDetails
  readonly kind: WorkChange['kind']
  readonly jobAnswers: CourseAnswers
  readonly now: Temporal.Instant
}

async function shownFor(db: Database, { registration, work, kind, jobAnswers, now }: Shown): Promise<string> {
  const allowed = workDetailsChange(await changeFactsOf(db, registration))
  if (!allowed.allowed) return 'none'
  const pinned = await pinnedRulesOf(db, { ...registration, now })
  const answers = withJobAnswers(registration.answers, jobAnswers)
  const reassessed = await reassess(db, { registration, pinned, effect: allowed.funding, work, answers, kind, now })
  const { after } = planOf({ ...reassessed, registration, payer: null })
  return fundingKey({ effect: reassessed.effect, after })
}
