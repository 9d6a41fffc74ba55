import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { accountsToTell } from '../../../access/public.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { assigneeOf } from '../../reviews/assignments-store.ts'
import { LONGEST_NOTE, noteReview } from '../../reviews/note-review.ts'
import { REVIEW_MOVES } from '../../reviews/review-states.ts'
import { notesOf } from '../../reviews/reviews-queries.ts'
import { takeReview } from '../../reviews/take-review.ts'
import { type LoadedStatus, loadStatus } from '../../status/loaded-status-queries.ts'
import { reviewPage } from './review-page.tsx'

/** Null when there is no such registration. */
export async function loadReview({ db, params, now, actor }: WebRequest): Promise<LoadedStatus | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  return id.success ? loadStatus(db, { id: id.data, now, lookedAtBy: actor.personId }) : null
}

/** What is known, who has it, what was written, and what can be done. */
export const showReview = async (request: WebRequest, loaded: LoadedStatus): Promise<Reply> =>
  show(await pageOf(request, loaded, formOf(loaded)))

async function pageOf({ db, actor, query }: WebRequest, loaded: LoadedStatus, form: FormState) {
  const { id } = loaded.view.registration
  const assignedTo = await assigneeOf(db, id)
  const notes = await notesOf(db, id)
  return reviewPage({
    ...{ loaded, form, assignedTo, notes, me: actor.accountId, done: query['done'] ?? null },
    staff: await accountsToTell(
      db,
      [assignedTo, ...notes.map(({ accountId }) => accountId)].flatMap((one) => one ?? []),
    ),
  })
}

const STAY = 'stay'
const Fields = z.object({
  note: longText({ missing: 'Enter a note', label: 'Note', max: LONGEST_NOTE }),
  move: oneOf([STAY, ...REVIEW_MOVES], 'Select what happens next'),
})

/** Writes a note and moves the review. What a colleague did meanwhile is shown. */
export async function sendNote(request: WebRequest, loaded: LoadedStatus): Promise<Reply> {
  const parsed = parseForm(Fields, request.form)
  if (!parsed.ok) {
    return showAgain(await pageOf(request, loaded, { ...formOf(loaded), values: request.form, errors: parsed.errors }))
  }
  const { note, move } = parsed.values
  const sent = await request.execute(noteReview, {
    ...{ registrationId: idOf(loaded), note },
    move: move === STAY ? null : move,
  })
  if (sent.ok) return redirectTo(pathOf(loaded))
  const errors = [{ field: 'move', message: 'A colleague has moved this review. Look at it again' }]
  return showAgain(await pageOf(request, loaded, { ...formOf(loaded), values: request.form, errors }))
}

/** Takes the review for oneself or gives it back. Done already is done. */
export async function sendAssignment(request: WebRequest, loaded: LoadedStatus): Promise<Reply> {
  const toMe = request.form['to'] !== 'nobody'
  await request.execute(takeReview, { registrationId: idOf(loaded), toMe })
  return redirectTo(pathOf(loaded))
}

const idOf = ({ view }: LoadedStatus) => RegistrationId.parse(view.registration.id)
const pathOf = ({ view }: LoadedStatus): string => `/staff/npq/reviews/${view.registration.id}`
const formOf = (loaded: LoadedStatus): FormState =>
  freshForm(`${pathOf(loaded)}/notes`, { back: '/staff/npq/reviews', values: { move: STAY } })
