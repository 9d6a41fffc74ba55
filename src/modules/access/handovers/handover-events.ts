import { z } from 'zod'
import { change, defineEvent, type EventDefinition, type Subject } from '#src/platform/audit/event.ts'
import { type Handover, OBJECTORS } from './handover.ts'

export const tutorHandedOver = defineEvent({
  name: 'access.tutor-handed-over',
  version: 1,
  payload: z.object({
    school: z.string(),
    name: z.string(),
    address: z.string(),
    by: z.string(),
    tutor: change(z.string().nullable()),
    keeps: z.enum(['nothing', 'administrator']),
    until: z.iso.date().nullable(),
  }),
  sentence: ({ school, name, address, by }) =>
    `${by} handed over to ${name} (${address}) as induction tutor of ${school}`,
})

export const tutorReplacedByStaff = defineEvent({
  name: 'access.tutor-replaced-by-staff',
  version: 1,
  payload: z.object({
    school: z.string(),
    name: z.string(),
    address: z.string(),
    tutor: change(z.string().nullable()),
    reason: z.string(),
  }),
  // The reason is also the process's: timelines show it by itself.
  sentence: ({ school, name, address }) => `Staff made ${name} (${address}) induction tutor of ${school}`,
})

export const handoverUndone = defineEvent({
  name: 'access.handover-undone',
  version: 1,
  payload: z.object({ school: z.string(), restored: z.string(), removed: z.string() }),
  sentence: ({ school, restored, removed }) =>
    `Change of induction tutor of ${school} undone: ${restored} again, not ${removed}`,
})

const objectorText = { 'replaced-person': 'the person who was replaced', contact: 'the school’s contact' } as const

export const handoverObjected = defineEvent({
  name: 'access.handover-objected',
  version: 1,
  payload: z.object({ school: z.string(), restored: z.string(), removed: z.string(), by: z.enum(OBJECTORS) }),
  sentence: ({ school, restored, removed, by }) =>
    `“This was not me”: ${objectorText[by]} objected, so ${restored} is induction tutor of ${school} again and ${removed} is not`,
})

export const objectionSettled = defineEvent({
  name: 'access.objection-settled',
  version: 1,
  payload: z.object({
    school: z.string(),
    decision: z.enum(['uphold', 'reinstate']),
    tutor: z.string(),
    reason: z.string(),
  }),
  sentence: ({ school, decision, tutor }) =>
    decision === 'uphold'
      ? `Staff agreed with the objection: ${tutor} stays induction tutor of ${school}`
      : `Staff did not agree with the objection: ${tutor} is induction tutor of ${school} again`,
})

/** Who followed whom, and what became of it. */
export const handoverEvents: readonly EventDefinition[] = [
  tutorHandedOver,
  tutorReplacedByStaff,
  handoverUndone,
  handoverObjected,
  objectionSettled,
]

/** Everybody on whose timeline a change of tutor and what becomes of it belong. */
export const aboutChange = (change: Handover): readonly [Subject, ...Subject[]] => [
  { kind: 'school', id: change.organisationId },
  { kind: 'account', id: change.fromAccountId },
  { kind: 'account', id: change.toAccountId },
  { kind: 'handover', id: change.id },
]
