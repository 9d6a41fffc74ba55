import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { type Command, type CommonRefusal, command } from '#src/platform/commands/command.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { saveDraft } from '../claims/save-draft.ts'
import { submitClaim } from '../claims/submit-claim.ts'
import { settleFile } from '../files/files-store.ts'
import { trustFileSettled } from './trust-events.ts'
import type { WantedClaim } from './trust-file.ts'
import { lockTrustFile } from './trust-file-store.ts'
import { trustPolicy } from './trust-place.ts'

export const TRUST_FILE_OUTCOMES = ['drafted', 'sent', 'discarded'] as const

const OWN_REFUSALS = ['settled-already', 'has-faults', 'no-claims'] as const

/**
 * Makes every claim of a trust's file, as drafts or sent to DfE with the declaration, or throws the file away. Each claim is made by
 * the commands that make one alone, in one transaction: the first refusal undoes them all, and says at which school.
 */
export const settleTrustFile = command({
  name: 'claims.settle-trust-file',
  input: z.object({
    trustId: z.uuid(),
    fileId: z.uuid(),
    outcome: z.enum(TRUST_FILE_OUTCOMES),
    declared: z.boolean(),
    providerConfirmedHours: z.boolean(),
  }),
  refusals: [...OWN_REFUSALS, ...saveDraft.refusals, ...submitClaim.refusals],
  records: [trustFileSettled.name, ...saveDraft.records, ...submitClaim.records],
  async run(work, { trustId, fileId, outcome, declared, providerConfirmedHours }) {
    const { tx, actor, now, refuse } = work
    const file = (await lockTrustFile(tx, { trustId, fileId })) ?? refuse('not-found')
    demand(trustPolicy.claim(actor, { trustId }))
    if (file.status !== 'previewed') refuse('settled-already')
    if (outcome !== 'discarded' && file.faults.length > 0) refuse('has-faults')
    if (outcome !== 'discarded' && file.claims.length === 0) refuse('no-claims')
    const made: Made[] = []
    for (const claim of outcome === 'discarded' ? [] : file.claims) {
      const at = { ...work, refuse: refusingAt(claim, refuse) }
      made.push(await makeClaim(at, claim, { send: outcome === 'sent', declared, providerConfirmedHours }))
    }
    await settleFile(tx, { id: fileId, move: outcome === 'discarded' ? 'discard' : 'apply', byName: actor.name, now })
    const payload = { fileName: file.fileName, outcome, references: made.map(({ reference }) => reference) }
    return {
      value: { claims: made.length },
      events: [
        trustFileSettled.of([{ kind: 'organisation', id: trustId }], payload),
        ...made.flatMap(({ events }) => events),
      ] as const,
      send: made.flatMap(({ send }) => send),
    }
  },
})

type Refuse = Parameters<(typeof saveDraft)['run']>[0]['refuse'] & Parameters<(typeof submitClaim)['run']>[0]['refuse']
type Codes<One> = One extends Command<infer _Input, infer _Value, infer Code> ? Code : never
type Code = Codes<typeof saveDraft> | Codes<typeof submitClaim> | CommonRefusal

/** The refusal of one claim says at which school it came up. */
const refusingAt =
  ({ schoolName, schoolUrn }: WantedClaim, refuse: (code: Code, facts?: Record<string, unknown>) => never): Refuse =>
  (code: Code, facts: Record<string, unknown> = {}): never =>
    refuse(code, { ...facts, school: `${schoolName} (URN ${schoolUrn})` })

type Made = {
  readonly reference: string
  readonly events: readonly AuditEvent[]
  readonly send: readonly OutgoingEmail[]
}
type Work = Omit<Parameters<(typeof saveDraft)['run']>[0], 'refuse'> & { readonly refuse: Refuse }
type Sending = { readonly send: boolean; readonly declared: boolean; readonly providerConfirmedHours: boolean }

async function makeClaim(work: Work, wanted: WantedClaim, sending: Sending): Promise<Made> {
  const drafted = await saveDraft.run(work, {
    ...{ claimId: null, seen: null, schoolId: wanted.schoolId, providerId: wanted.providerId },
    mentors: wanted.mentors.map(({ personId, hours }) => ({ personId, hours })),
    confirmed: sending.providerConfirmedHours,
  })
  const { claimId, reference, revision } = drafted.value
  const made = { reference, events: drafted.events, send: drafted.send ?? [] }
  if (!sending.send) return made
  const { declared, providerConfirmedHours } = sending
  const sent = await submitClaim.run(work, {
    ...{ claimId, seen: revision, declared, providerConfirmedHours, shownPence: wanted.pence },
  })
  return { reference, events: [...made.events, ...sent.events], send: [...made.send, ...(sent.send ?? [])] }
}
