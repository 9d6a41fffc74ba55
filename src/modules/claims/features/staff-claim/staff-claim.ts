import { z } from 'zod'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { peopleAt } from '#src/modules/access/public.ts'
import { organisationNames } from '#src/modules/directory/public.ts'
import { earlierHistory, historyBefore } from '#src/platform/audit/history-pages.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { claimStory } from '../../claims/claim-story-queries.ts'
import { assignClaim } from '../../notes/assign-claim.ts'
import { notesOf } from '../../notes/notes-queries.ts'
import { addNote, writeMessage } from '../../notes/write-note.ts'
import { staffForClaims } from '../../search/assignees-queries.ts'
import { changedPage } from './changed-page.tsx'
import { staffClaimPage } from './staff-claim-page.tsx'
import { staffMoves } from './staff-moves.ts'

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

/** All that staff know of a claim, and what they can do with it. */
export const showStaffClaim = async (request: WebRequest, place: ClaimPlace): Promise<Reply> =>
  show(await pageOf(request, place, { values: {}, errors: [] }))

async function pageOf(request: WebRequest, place: ClaimPlace, typed: Typed) {
  const { db, actor, now, query, history } = request
  const { claim, school, providerId } = place
  const entries = await history({ kind: 'claim', id: claim.id }, historyBefore(query['before']))
  const trustId = claim.submitted?.for ?? claim.createdFor
  const organisationIds = [school.id, providerId, ...(trustId ? [trustId] : [])]
  return staffClaimPage({
    ...{ place, typed, entries, trustId },
    story: await claimStory(db, place, now),
    notes: await notesOf(db, claim.id),
    people: await peopleAt(db, organisationIds),
    names: await organisationNames(db, organisationIds),
    staff: await staffForClaims(db),
    moves: staffMoves(actor, { id: claim.id, status: claim.status }),
    earlier: earlierHistory(`/staff/claims/${claim.id}`, entries),
    done: DONE[query['done'] ?? ''] ?? null,
  })
}

const DONE: Readonly<Record<string, string>> = {
  assigned: 'The claim is assigned',
  note: 'The note is kept. Only staff read it',
  message: 'The message is on its way',
}

const seenIn = (form: RawValues): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? 0)

/** What a command refused, answered: changed since, or beside the field. */
async function refused(request: WebRequest, place: ClaimPlace, { code, field }: { code: string; field: string }) {
  if (code === 'not-found' || code === 'not-allowed') return notFound
  if (code === 'changed-since') {
    const since = Math.max(1, place.claim.revision - seenIn(request.form))
    const entries = (await request.history({ kind: 'claim', id: place.claim.id })).slice(0, since)
    return {
      kind: 'page' as const,
      status: 409,
      page: changedPage({ place, entries, typed: request.form, path: request.path }),
    }
  }
  const errors = [{ field, message: MESSAGES[code] ?? 'Try again' }]
  return showAgain(await pageOf(request, place, { values: request.form, errors }))
}

const MESSAGES: Readonly<Record<string, string>> = {
  'nothing-changed': 'Select somebody else: the claim is assigned so already',
  'not-staff': 'Select a member of staff who helps with claims or pays them',
  'nobody-reads': 'Nobody there can be written to: add a person to the organisation first',
  'not-sent-yet': 'Write to the school: the provider does not see a claim before it is sent',
}

const Assign = z.object({ assignee: z.union([z.literal('nobody'), z.uuid()], 'Select a member of staff, or nobody') })

/** Says who looks after the claim. */
export async function sendAssignment(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const parsed = parseForm(Assign, request.form)
  if (!parsed.ok) return showAgain(await pageOf(request, place, { values: request.form, errors: parsed.errors }))
  const { assignee } = parsed.values
  const input = { claimId: place.claim.id, seen: seenIn(request.form), to: assignee === 'nobody' ? null : assignee }
  const done = await request.execute(assignClaim, input)
  return done.ok ? back(place, 'assigned') : refused(request, place, { code: done.refusal.code, field: 'assignee' })
}

const Note = z.object({ note: longText({ missing: 'Enter the note', label: 'Note' }) })

/** Keeps a note for staff alone. */
export async function sendNote(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const parsed = parseForm(Note, request.form)
  if (!parsed.ok) return showAgain(await pageOf(request, place, { values: request.form, errors: parsed.errors }))
  const input = { claimId: place.claim.id, seen: seenIn(request.form), text: parsed.values.note }
  const done = await request.execute(addNote, input)
  return done.ok ? back(place, 'note') : refused(request, place, { code: done.refusal.code, field: 'note' })
}

const Message = z.object({
  to: oneOf(['school', 'provider'], 'Select to whom you write'),
  message: longText({ missing: 'Enter the message', label: 'Message' }),
})

/** Writes to the school or the provider. */
export async function sendMessage(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const parsed = parseForm(Message, request.form)
  if (!parsed.ok) return showAgain(await pageOf(request, place, { values: request.form, errors: parsed.errors }))
  const { to, message } = parsed.values
  const input = { claimId: place.claim.id, seen: seenIn(request.form), to, text: message }
  const done = await request.execute(writeMessage, input)
  return done.ok ? back(place, 'message') : refused(request, place, { code: done.refusal.code, field: 'message' })
}

const back = ({ claim }: ClaimPlace, done: string): Reply => redirectTo(`/staff/claims/${claim.id}?done=${done}`)
