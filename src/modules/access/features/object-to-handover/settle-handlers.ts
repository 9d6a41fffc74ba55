import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { schoolById } from '../../../directory/public.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { handoverWithPeople } from '../../handovers/handovers-queries.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'
import { DECISIONS, settleObjection } from './settle-objection.ts'
import { type StaffHandover, staffHandoverPage } from './settle-pages.tsx'

const LONGEST_REASON = 500

const Settlement = z.object({
  decision: oneOf(DECISIONS, 'Select who is the induction tutor'),
  reason: longText({ missing: 'Enter what you checked, and with whom', label: 'Reason', max: LONGEST_REASON }),
})

export async function loadStaffHandover({ db, params }: WebRequest): Promise<StaffHandover | null> {
  const change = await handoverWithPeople(db, params['handoverId'] ?? '')
  const school = change && (await schoolById(db, change.handover.organisationId))
  return change && school ? { ...change, school, tutor: (await tutorOf(db, school.id))?.name ?? null } : null
}

/** One change of tutor, for staff. */
export const showStaffHandover = async (request: WebRequest, change: StaffHandover): Promise<Reply> =>
  show(await pageOf(request, change, freshForm(addressOf(change))))

/** Settles an objection. What stands in the way is said beside the choice, and what was typed is kept. */
export async function settle(request: WebRequest, change: StaffHandover): Promise<Reply> {
  const form = freshForm(addressOf(change))
  const parsed = parseForm(Settlement, request.form)
  if (!parsed.ok) return showAgain(await pageOf(request, change, { ...form, ...parsed }))
  const { decision, reason } = parsed.values
  const handoverId = HandoverId.parse(change.handover.id)
  const done = await request.withReason(reason).execute(settleObjection, { handoverId, decision, reason })
  if (done.ok) return redirectTo(addressOf(change))
  const { code, facts } = done.refusal
  if (code !== 'settled' && code !== 'changed-since') return notFound
  const errors = [{ field: 'decision', message: code === 'settled' ? settledText(facts) : changedText(change, facts) }]
  return showAgain(await pageOf(request, change, { ...form, values: parsed.raw, errors }))
}

const addressOf = ({ handover }: StaffHandover): string => `/staff/handovers/${handover.id}`

const pageOf = async (request: WebRequest, change: StaffHandover, form: FormState) =>
  staffHandoverPage({ change, form, history: await request.history({ kind: 'handover', id: change.handover.id }) })

function settledText({ by, at }: Readonly<Record<string, unknown>>): string {
  const who = typeof by === 'string' ? by : 'Somebody'
  return at instanceof Temporal.Instant ? `${who} settled this at ${momentText(at)}` : 'This needs no decision any more'
}

const changedText = ({ school }: StaffHandover, { name }: Readonly<Record<string, unknown>>): string =>
  `${String(name)} has become induction tutor of ${school.name} since. Replace the tutor on the page of the school instead`
