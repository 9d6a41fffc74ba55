import { z } from 'zod'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { confirmTrn, noteRecordStatus, type Person, personWithTrn, type RecordStatus } from '../../directory/public.ts'
import { mentorNameRefreshed, mentorStatusNoted } from './mentor-events.ts'

const Trn = z.string().regex(/^[0-9]{7}$/)

/** What the teaching record says of a number today. */
export const Renewed = z.discriminatedUnion('said', [
  z.object({ personId: z.uuid(), trn: Trn, said: z.literal('ok'), newTrn: Trn, name: z.string().min(1) }),
  z.object({ personId: z.uuid(), trn: Trn, said: z.enum(['merged', 'deactivated', 'not-found']) }),
])
export type Renewed = z.output<typeof Renewed>

type Renewing = {
  readonly person: Person
  readonly one: Renewed
  readonly now: Parameters<typeof confirmTrn>[1]['now']
}

type Renewal = { readonly status: RecordStatus; readonly events: readonly AuditEvent[] }

/** Puts right what is known of somebody whose number and row are locked. */
export async function renewMentor(tx: Tx, { person, one, now }: Renewing): Promise<Renewal> {
  const subject = [{ kind: 'person', id: person.id }] as const
  if (one.said !== 'ok') {
    await noteRecordStatus(tx, { personId: person.id, recordStatus: one.said, now })
    const status = { before: person.recordStatus, after: one.said }
    const events = status.before === status.after ? [] : [mentorStatusNoted.of(subject, { status })]
    return { status: one.said, events }
  }
  const holder = one.newTrn === one.trn ? null : await personWithTrn(tx, one.newTrn)
  if (holder) {
    // Two people of ours are one on the teaching record: that is for staff to merge.
    await noteRecordStatus(tx, { personId: person.id, recordStatus: 'merged', now })
    const noted = mentorStatusNoted.of(subject, { status: { before: person.recordStatus, after: 'merged' } })
    return { status: 'merged', events: [noted] }
  }
  await noteRecordStatus(tx, { personId: person.id, recordStatus: 'ok', now })
  if (one.name === person.name && one.newTrn === one.trn) return { status: 'ok', events: [] }
  await confirmTrn(tx, { personId: person.id, trn: one.newTrn, name: one.name, now })
  const name = { before: person.name, after: one.name }
  const refreshed = mentorNameRefreshed.of(subject, { name, trn: { before: one.trn, after: one.newTrn } })
  return { status: 'ok', events: [refreshed] }
}
