import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { oneOf, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { rejectRegistration } from '../../acceptance/reject-registration.ts'
import { revertToPending } from '../../acceptance/revert-to-pending.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { recordPath, type StaffRecord } from './record.ts'
import { REJECTIONS, rejectPage, revertPage, stoppedPage } from './settle-pages.tsx'

const Reason = z.object({ reason: text({ missing: 'Enter the reason', label: 'Reason' }) })
const Rejection = z.object({ because: oneOf(REJECTIONS, 'Select why it is rejected'), ...Reason.shape })

export const showRevert = (_request: WebRequest, record: StaffRecord): Reply =>
  show(revertPage(record, formAt(record, 'revert')))

/** Puts an accepted, rejected or expired registration back to pending. */
export async function sendRevert(request: WebRequest, record: StaffRecord): Promise<Reply> {
  const parsed = parseForm(Reason, request.form)
  const form = formAt(record, 'revert')
  if (!parsed.ok) return showAgain(revertPage(record, { ...form, values: parsed.values, errors: parsed.errors }))
  const done = await request.withReason(parsed.values.reason).execute(revertToPending, idOf(record))
  return done.ok ? redirectTo(`${recordPath(record)}?done=revert`) : stopped(record, done.refusal.code)
}

export const showReject = (_request: WebRequest, record: StaffRecord): Reply =>
  show(rejectPage(record, formAt(record, 'reject')))

/** Rejects a registration for a provider, or because nobody answered it in time. */
export async function sendReject(request: WebRequest, record: StaffRecord): Promise<Reply> {
  const parsed = parseForm(Rejection, request.form)
  const form = formAt(record, 'reject')
  if (!parsed.ok) return showAgain(rejectPage(record, { ...form, values: parsed.values, errors: parsed.errors }))
  const { reason, because } = parsed.values
  const done = await request.withReason(reason).execute(rejectRegistration, { ...idOf(record), because })
  return done.ok ? redirectTo(`${recordPath(record)}?done=reject`) : stopped(record, done.refusal.code)
}

const idOf = ({ view }: StaffRecord) => ({ registrationId: RegistrationId.parse(view.registration.id) })

/** Somebody was faster, or its state does not allow it: said on a page of its own, with the way back. */
const stopped = (record: StaffRecord, code: string): Reply =>
  code === 'not-found' ? notFound : { kind: 'page', status: 409, page: stoppedPage(record, code) }

const formAt = (record: StaffRecord, word: 'revert' | 'reject'): FormState =>
  freshForm(`${recordPath(record)}/${word}`, { back: recordPath(record) })
