import { parseForm } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { handoverStates } from '../../handovers/handover-states.ts'
import { handoverWithPeople } from '../../handovers/handovers-queries.ts'
import { MAILED_LANDINGS, mailedLinkHolder, openedMailedLink } from '../../handovers/mailed-link.ts'
import { schoolOf } from '../../handovers/school-of-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { objectToHandover } from './object-to-handover.ts'
import { cannotObjectPage, Explanation, objectedPage, objectPage } from './objection-pages.tsx'

const PURPOSE = 'object-to-handover'
const LANDING = MAILED_LANDINGS[PURPOSE]

/** What the browser's link is about, looked at anew; null when it opens nothing. */
async function openedChange(request: WebRequest) {
  const link = await openedMailedLink(request, PURPOSE)
  if (!link) return null
  const change = await handoverWithPeople(request.db, link.proof.aboutId)
  const school = change && (await schoolOf(request.db, change.handover.organisationId))
  return change && school ? { ...link, change, school } : null
}

/** Who replaced whom, and the form; or why the link changes nothing any more. A GET changes nothing. */
export async function showObjection(request: WebRequest): Promise<Reply> {
  const opened = await openedChange(request)
  if (!opened) return show(cannotObjectPage('unknown', null))
  const { change, school, state } = opened
  const { status } = change.handover
  if (status !== 'done') return show(cannotObjectPage(status, school))
  if (state !== 'live') return show(cannotObjectPage(state === 'revoked' ? 'used' : state, school))
  return show(objectPage({ change, school, form: freshForm(LANDING) }))
}

/** Takes the change back. Whatever stands in the way is said by the page itself, which looks again. */
export async function object(request: WebRequest): Promise<Reply> {
  const opened = await openedChange(request)
  if (!opened || handoverStates.move('object', opened.change.handover.status) === null) return redirectTo(LANDING)
  const { change, school, proof } = opened
  const parsed = parseForm(Explanation, request.form)
  if (!parsed.ok) {
    return showAgain(objectPage({ change, school, form: { ...freshForm(LANDING), ...parsed } }))
  }
  const done = await request.executeAs(mailedLinkHolder(proof), objectToHandover, {
    proofId: ProofId.parse(proof.id),
    explanation: parsed.values.explanation,
  })
  if (done.ok) return redirectTo(`${LANDING}/done`)
  const { code } = done.refusal
  return code === 'staff-decided' || code === 'tutor-again'
    ? showAgain(cannotObjectPage(code, school))
    : redirectTo(LANDING)
}

/** After the objection. Can be visited again for as long as the browser remembers the link. */
export async function showObjected(request: WebRequest): Promise<Reply> {
  const opened = await openedChange(request)
  return opened?.change.handover.status === 'objected' && opened.state === 'used'
    ? show(objectedPage(opened.school))
    : redirectTo(LANDING)
}
