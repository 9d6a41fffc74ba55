import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { organisationById } from '../../directory/public.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { lockClaim } from '../claims/claims-store.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { staffMessageEmail } from '../emails/staff-emails.ts'
import { messageWritten, noteAdded } from './note-events.ts'
import { insertNote } from './notes-store.ts'

const Text = z.string().trim().min(1).max(4_000)

/** Keeps a note about a claim that only staff read. `seen` is the revision that was shown. */
export const addNote = command({
  name: 'claims.add-note',
  input: z.object({ claimId: ClaimId, seen: z.int(), text: Text }),
  refusals: ['changed-since'],
  records: [noteAdded.name],
  async run({ tx, actor, now, refuse }, { claimId, seen, text }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.staff(actor, claim))
    if (claim.revision !== seen) refuse('changed-since')
    const by = { accountId: actor.accountId, name: actor.name }
    const noteId = await insertNote(tx, { claimId, text, organisationId: null, by, now })
    return { value: { noteId }, events: [noteAdded.of([{ kind: 'claim', id: claimId }], { noteId })] }
  },
})

/** Writes to those who claim at the school, and at the trust that claimed for it, or to the provider that the claim names. */
export const writeMessage = command({
  name: 'claims.write-message',
  input: z.object({ claimId: ClaimId, seen: z.int(), to: z.enum(['school', 'provider']), text: Text }),
  refusals: ['changed-since', 'nobody-reads', 'not-sent-yet'],
  records: [messageWritten.name],
  async run({ tx, actor, now, baseUrl, refuse }, { claimId, seen, to, text }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.staff(actor, claim))
    if (claim.revision !== seen) refuse('changed-since')
    // A provider learns of a claim when it is sent, not before.
    if (to === 'provider' && claim.submitted === null) refuse('not-sent-yet')
    const organisationId = to === 'school' ? claim.schoolId : claim.providerId
    const trusts = to === 'school' ? [claim.submitted?.for ?? claim.createdFor].filter((id) => id !== null) : []
    const readers = await toTellAtAny(tx, { organisationIds: [organisationId, ...trusts], kind: 'must' })
    if (readers.length === 0) refuse('nobody-reads')
    const organisation = (await organisationById(tx, organisationId))?.name ?? ''
    const by = { accountId: actor.accountId, name: actor.name }
    const noteId = await insertNote(tx, { claimId, text, organisationId, by, now })
    const event = messageWritten.of(
      [
        { kind: 'claim', id: claimId },
        { kind: to === 'school' ? 'school' : 'organisation', id: organisationId },
      ],
      { noteId, organisation, readers: readers.length },
    )
    const { reference } = claim
    const send = readers.map((reader) => staffMessageEmail({ claimId, reference, noteId, text, to: reader, baseUrl }))
    return { value: { noteId }, events: [event], send }
  },
})
