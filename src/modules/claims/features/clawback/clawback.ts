import { z } from 'zod'
import { type FieldError, firstValue, parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { type Claim, ClaimId } from '../../claims/claim.ts'
import { claimStates } from '../../claims/claim-states.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { clawbacksOfClaim, hoursTakenBack } from '../../clawbacks/clawbacks-queries.ts'
import { decideClawback } from '../../clawbacks/decide-clawback.ts'
import { dropClawback } from '../../clawbacks/drop-clawback.ts'
import { proposeClawback } from '../../clawbacks/propose-clawback.ts'
import { changedSinceText } from '../../payments/changed-since-rules.ts'
import { clawbackPage } from './clawback-page.tsx'
import { decisionPage, dropPage } from './decision-pages.tsx'
import { fieldOf, readProposal } from './proposal-form.ts'
import { proposalPage } from './proposal-page.tsx'

/** The claim of the address, once it was sent; null where there is none. */
export async function claimToTakeBack({ db, params }: WebRequest): Promise<Claim | null> {
  const id = ClaimId.safeParse(params['claimId'])
  const claim = id.success ? await claimById(db, id.data) : null
  return claim?.submitted ? claim : null
}

const addressOf = ({ id }: Pick<Claim, 'id'>): string => `/staff/claims/${id}/clawback`

const seenIn = ({ form }: WebRequest): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)

const formOf = (claim: Claim, step = '') =>
  freshForm(`${addressOf(claim)}${step}`, {
    back: step === '' ? `/staff/claims/${claim.id}` : addressOf(claim),
    hidden: { seen: String(claim.revision) },
  })

/** What was and is to be taken back of a claim, and what can be done now. Four queries. */
export async function showClawback({ db, history, actor }: WebRequest, claim: Claim): Promise<Reply> {
  const clawbacks = await clawbacksOfClaim(db, claim.id)
  const entries = await history({ kind: 'claim', id: claim.id })
  return show(clawbackPage({ claim, clawbacks, entries, accountId: actor.accountId }))
}

const can = (claim: Claim, move: Parameters<typeof claimStates.move>[0]): boolean =>
  claimStates.move(move, claim.status) !== null

/** The hours really worked of each mentor, beside those that were claimed. */
export async function showProposal({ db }: WebRequest, claim: Claim): Promise<Reply> {
  if (!can(claim, 'proposeClawback')) return redirectTo(addressOf(claim))
  return show(proposalPage(claim, await hoursTakenBack(db, claim.id), formOf(claim, '/proposal')))
}

/** Proposes to take money back. A colleague decides. */
export async function sendProposal(request: WebRequest, claim: Claim): Promise<Reply> {
  const taken = await hoursTakenBack(request.db, claim.id)
  const read = readProposal(claim, taken, request.form)
  const again = (now: Claim, errors: readonly FieldError[]) =>
    proposalPage(now, taken, { ...formOf(now, '/proposal'), values: request.form, errors })
  if (!read.ok) return showAgain(again(claim, read.errors))
  const input = { claimId: claim.id, seen: seenIn(request), origin: read.origin, lines: read.lines }
  const done = await request.execute(proposeClawback, input)
  if (done.ok) return redirectTo(addressOf(claim))
  const lineId = done.refusal.facts['lineId']
  if (done.refusal.code === 'note-needed') {
    return showAgain(
      again(claim, [{ field: fieldOf('note', String(lineId)), message: 'Enter a note that says which reason' }]),
    )
  }
  return changed(request, fieldOf('hours', claim.lines[0]?.id ?? ''), again)
}

/** The page once more, with what a colleague did meanwhile and all that was typed. */
async function changed(
  request: WebRequest,
  field: string,
  pageOf: (claim: Claim, errors: readonly FieldError[]) => Page,
): Promise<Reply> {
  const claim = await claimToTakeBack(request)
  if (claim === null) return notFound
  const [newest] = await request.history({ kind: 'claim', id: claim.id })
  return showAgain(pageOf(claim, [{ field, message: changedSinceText(newest) }]))
}

async function openOf({ db }: WebRequest, claim: Claim) {
  return (await clawbacksOfClaim(db, claim.id)).find(({ status }) => status === 'proposed') ?? null
}

/** What was proposed, for somebody else to say yes or no. */
export async function showDecision(request: WebRequest, claim: Claim): Promise<Reply> {
  const open = await openOf(request, claim)
  if (open === null) return redirectTo(addressOf(claim))
  return show(decisionPage({ claim, open, accountId: request.actor.accountId }, formOf(claim, '/decision')))
}

const Decision = z.object({ decision: oneOf(['approve', 'refuse'], 'Select whether the money is taken back') })
const No = z.object({ reason: longText({ missing: 'Enter why not', label: 'Reason', max: 1_000 }) })

/** Says yes or no to what a colleague proposed. */
export async function sendDecision(request: WebRequest, claim: Claim): Promise<Reply> {
  const open = await openOf(request, claim)
  if (open === null) return redirectTo(addressOf(claim))
  const parsed = parseForm(Decision, request.form)
  const no = parsed.ok && parsed.values.decision === 'refuse' ? parseForm(No, request.form) : null
  const pageOf = (now: Claim, errors: readonly FieldError[]) =>
    decisionPage(
      { claim: now, open, accountId: request.actor.accountId },
      { ...formOf(now, '/decision'), values: request.form, errors },
    )
  const errors = [parsed, no].flatMap((part) => (part === null || part.ok ? [] : part.errors))
  if (!parsed.ok || errors.length > 0) return showAgain(pageOf(claim, errors))
  const because = no?.ok ? no.values.reason : null
  const input = { claimId: claim.id, seen: seenIn(request), approve: parsed.values.decision === 'approve', because }
  const done = await request.execute(decideClawback, input)
  if (done.ok) return redirectTo(addressOf(claim))
  if (done.refusal.code === 'same-person') {
    return showAgain(pageOf(claim, [{ field: 'decision', message: 'You proposed it. A colleague has to decide' }]))
  }
  return changed(request, 'decision', pageOf)
}

export const showDrop = (_request: WebRequest, claim: Claim): Reply =>
  can(claim, 'dropClawback') ? show(dropPage(claim, formOf(claim, '/dropping'))) : redirectTo(addressOf(claim))

const Drop = z.object({ reason: longText({ missing: 'Enter why nothing is taken back', label: 'Reason', max: 1_000 }) })

/** Decides that nothing is taken back. */
export async function sendDrop(request: WebRequest, claim: Claim): Promise<Reply> {
  const parsed = parseForm(Drop, request.form)
  const pageOf = (now: Claim, errors: readonly FieldError[]) =>
    dropPage(now, { ...formOf(now, '/dropping'), values: request.form, errors })
  if (!parsed.ok) return showAgain(pageOf(claim, parsed.errors))
  const input = { claimId: claim.id, seen: seenIn(request), because: parsed.values.reason }
  const done = await request.execute(dropClawback, input)
  return done.ok ? redirectTo(addressOf(claim)) : changed(request, 'reason', pageOf)
}
