import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { historyOf } from '#src/platform/audit/history-queries.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { DeclarationId } from '../declarations/declaration.ts'
import { declarationsOf } from '../declarations/declarations-queries.ts'
import { declare } from '../declarations/declare.ts'
import { makeEligible } from '../declarations/make-eligible.ts'
import { voidDeclaration } from '../declarations/void-declaration.ts'
import { expireRegistrations } from '../expiry/expire-registrations.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { changeProvider } from '../requests/change-provider.ts'
import { ChangeRequestId } from '../requests/change-request.ts'
import { refuseRelease } from '../requests/refuse-release.ts'
import { releaseRegistration } from '../requests/release-registration.ts'
import { withdrawRegistration } from '../requests/withdraw-registration.ts'
import { decideFunding } from '../reviews/decide-funding.ts'
import { settlePlace } from '../reviews/settle-place.ts'
import { deferTraining } from '../training/defer-training.ts'
import { resumeTraining } from '../training/resume-training.ts'
import { withdrawTraining } from '../training/withdraw-training.ts'
import { changeWork } from '../work-change/work-change-factories.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import { acceptRegistration } from './accept-registration.ts'
import { changeFundedPlace } from './change-funded-place.ts'
import { acting, asOwner, asProvider, asStaff } from './factories.ts'
import { rejectRegistration } from './reject-registration.ts'
import { revertToPending } from './revert-to-pending.ts'

// For the model test: what each of the five actors can do to a registration, by name.

/** Those who act, and where the participant may work: with funding, or without. */
export type Cast = {
  readonly db: Database
  readonly teacher: { readonly personId: string; readonly accountId: string }
  readonly providers: readonly [string, string]
  readonly staffId: string
  readonly works: { readonly funded: WorkDetails; readonly unfunded: WorkDetails }
}

/** What somebody does to one of the participant's registrations. A provider's is by the one that has it, or by the other. */
export type Step = {
  readonly what: StepName | 'register'
  readonly by: 'current' | 'other'
  readonly flag: boolean
  readonly which: number
}
export type StepName = keyof typeof STEPS
export type Told = Cast & { readonly registration: Registration; readonly step: Step }

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
/** Long after the cohort has closed. The other actors stay in their time: what the system does must fit in between. */
const LONG_AFTER = Temporal.Instant.from('2027-12-01T04:20:00Z')
const as = ({ db }: Cast, actor: Actor) => acting(db, actor, NOW)
const provider = (told: Told) => as(told, asProvider(providerOf(told)))
/** The provider that the step names: the one that has the registration, or the other. */
const providerOf = ({ providers, registration, step }: Told): string => {
  const [one, other] = providers
  const isOne = (registration.providerId === one) === (step.by === 'current')
  return isOne ? one : other
}
const owner = (told: Told) => as(told, asOwner(told.teacher))
const staff = (told: Told) => as(told, asStaff(told.staffId))
const system = ({ db }: Cast) => acting(db, Actor.system('expire-registrations'), LONG_AFTER)
const idOf = ({ registration }: Told) => RegistrationId.parse(registration.id)

/** Every step by its name. Providers act by their tokens; the other of the two may be the one that had it before. */
export const STEPS = {
  accept: (told) =>
    execute(provider(told), acceptRegistration, {
      ...{ registrationId: idOf(told), fundedPlace: told.step.flag, scheduleIdentifier: 'npq-leadership-autumn' },
    }),
  reject: (told) =>
    execute(provider(told), rejectRegistration, { registrationId: idOf(told), because: 'rejected_by_provider' }),
  place: (told) =>
    execute(provider(told), changeFundedPlace, { registrationId: idOf(told), fundedPlace: told.step.flag }),
  defer: (told) => execute(provider(told), deferTraining, { registrationId: idOf(told), because: 'other' }),
  resume: (told) => execute(provider(told), resumeTraining, { registrationId: idOf(told) }),
  leave: (told) => execute(provider(told), withdrawTraining, { registrationId: idOf(told), because: 'other' }),
  declare: (told) =>
    execute(provider(told), declare, {
      ...{ registrationId: idOf(told), type: 'started' as const, date: '2026-11-02', hasPassed: null },
    }),
  void: (told) => onDeclaration(told, (ids) => execute(provider(told), voidDeclaration, ids)),
  makeEligible: (told) => onDeclaration(told, (ids) => execute(staff(told), makeEligible, ids)),
  revert: (told) => execute(staff(told), revertToPending, { registrationId: idOf(told) }),
  withdraw: (told) =>
    execute(owner(told), withdrawRegistration, { registrationId: idOf(told), seen: told.registration.revision }),
  changeProvider: (told) =>
    execute(owner(told), changeProvider, {
      ...{ registrationId: idOf(told), seen: told.registration.revision, providerId: providerOf(told) },
    }),
  release: (told) => onRequest(told, (requestId) => execute(staff(told), releaseRegistration, { requestId })),
  refuseRelease: (told) =>
    onRequest(told, (requestId) => execute(staff(told), refuseRelease, { requestId, because: 'They have started' })),
  changeWork: ({ db, registration, works, step }) =>
    changeWork(db, registration.id, step.flag ? works.funded : works.unfunded, { kind: 'correction', payer: 'self' }),
  decide: (told) =>
    execute(staff(told), decideFunding, {
      ...{ registrationId: idOf(told), revision: told.registration.revision, isFunded: told.step.flag },
    }),
  expire: (told) => execute(system(told), expireRegistrations, { registrationIds: [idOf(told)] }),
  settle: (told) => execute(staff(told), settlePlace, { registrationId: idOf(told) }),
} as const satisfies Readonly<Record<string, (told: Told) => Promise<Result<unknown>>>>

const NOTHING = { ok: false, refusal: { code: 'nothing-there', facts: {} } } as const

type Ids = {
  readonly registrationId: ReturnType<typeof RegistrationId.parse>
  readonly declarationId: ReturnType<typeof DeclarationId.parse>
}

/** On the newest declaration that is not taken back. */
async function onDeclaration(told: Told, act: (ids: Ids) => Promise<Result<unknown>>): Promise<Result<unknown>> {
  const live = (await declarationsOf(told.db, told.registration.id)).findLast(({ state }) => state !== 'voided')
  return live ? act({ registrationId: idOf(told), declarationId: DeclarationId.parse(live.id) }) : NOTHING
}

/** On the open wish to be let go. */
async function onRequest(
  { db, registration }: Told,
  act: (id: ReturnType<typeof ChangeRequestId.parse>) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const open = await db
    .selectFrom('npq.change_requests')
    .select('id')
    .where('registration_id', '=', registration.id)
    .where('status', '=', 'asked')
    .executeTakeFirst()
  return open ? act(ChangeRequestId.parse(open.id)) : NOTHING
}

/** All that must hold of a registration, as the database has it. */
export async function observed(db: Database, id: string) {
  const registration = await registrationById(db, id)
  if (!registration) throw new Error('It is gone')
  const count = async (table: 'npq.changes' | 'npq.training_changes') =>
    (await db.selectFrom(table).select('id').where('registration_id', '=', id).execute()).length
  const events = await historyOf(db, [], { subject: { kind: 'registration', id } })
  const decisions = await db
    .selectFrom('npq.funding_decisions')
    .selectAll()
    .where('registration_id', '=', id)
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return { registration, events: events.length, changes: await count('npq.changes'), decisions }
}
export type Observed = Awaited<ReturnType<typeof observed>>
