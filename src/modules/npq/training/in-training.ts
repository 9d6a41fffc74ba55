import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type Footing, footingOf } from '../acceptance/acceptance-queries.ts'
import { lockWithSiblings, shownOf, type WithSiblings } from '../acceptance/lock-with-siblings.ts'
import { type Party, partyOf } from '../acceptance/parties-queries.ts'
import type { AboutTraining } from '../emails/training-emails.ts'
import { type ChangeKind, recordChange } from '../registrations/changes-store.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { declaredOf } from './declared-queries.ts'
import { addTrainingChange, type TrainingChangeKind } from './training-changes-store.ts'
import type { Declared } from './training-rules.ts'

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly refuse: (code: 'not-found' | 'changed-meanwhile') => never
}

export type InTraining = WithSiblings & {
  readonly footing: Footing
  readonly party: Party
  readonly declared: readonly Declared[]
}

/** A registration whose training its provider, or staff, change: locked, theirs, and with all that the rules ask. */
export async function lockInTraining({ tx, actor, refuse }: Work, registrationId: string): Promise<InTraining> {
  const locked = await lockWithSiblings(tx, registrationId, refuse)
  demand(registrationPolicy.provide(actor, locked.registration))
  return {
    ...locked,
    footing: await footingOf(tx, locked.registration),
    party: await partyOf(tx, locked.registration),
    declared: await declaredOf(tx, registrationId),
  }
}

type Change = {
  readonly before: Registration
  readonly after: Registration
  readonly kind: TrainingChangeKind & ChangeKind
  readonly reason?: string
  readonly now: Temporal.Instant
}

/** Saves the registration, adds to how training went, and puts the change on the provider's feed. */
export async function saveTraining(tx: Tx, { before, after, kind, reason, now }: Change): Promise<void> {
  await saveRegistration(tx, after, now)
  const { id: registrationId, scheduleIdentifier } = after
  await addTrainingChange(tx, { registrationId, kind, scheduleIdentifier, now, ...(reason ? { reason } : {}) })
  const shown = (registration: Registration) => ({
    ...shownOf(registration),
    cohort: registration.cohort,
    ...(reason && registration === after ? { reason } : {}),
  })
  await recordChange(tx, { registration: after, kind, before: shown(before), after: shown(after), now })
}

/** Whom to tell, and what e-mails about training say; empty when the participant has no mailbox. */
export const toTellOf = ({ registration, footing, party }: InTraining, baseUrl: string): readonly AboutTraining[] =>
  party.participant
    ? [
        {
          ...{ registrationId: registration.id, revision: registration.revision + 1, to: party.participant, baseUrl },
          ...{ courseName: footing.courseName, providerName: party.providerName },
        },
      ]
    : []

/** The training status before and after, for events of what is in training. */
export const trainingOf = (before: Registration, after: Registration) => ({
  before: before.trainingStatus ?? ('active' as const),
  after: after.trainingStatus ?? ('active' as const),
})
