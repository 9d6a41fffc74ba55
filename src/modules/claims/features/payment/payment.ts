import { z } from 'zod'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { batchesOfClaim } from '../../batches/batches-queries.ts'
import { type Claim, ClaimId } from '../../claims/claim.ts'
import { claimStates } from '../../claims/claim-states.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { changedSinceText } from '../../payments/changed-since-rules.ts'
import { refusePayment } from '../../payments/refuse-payment.ts'
import { sendAgain } from '../../payments/send-again.ts'
import { sendInformation } from '../../payments/send-information.ts'
import { CHOICES, paymentPage, refusalPage } from './payment-pages.tsx'

/** The claim of the address, once it was sent; null where there is none. */
export async function sentClaimOfAddress({ db, params }: WebRequest): Promise<Claim | null> {
  const id = ClaimId.safeParse(params['claimId'])
  const claim = id.success ? await claimById(db, id.data) : null
  return claim?.submitted ? claim : null
}

const addressOf = ({ id }: Pick<Claim, 'id'>): string => `/staff/claims/${id}/payment`

const formOf = (claim: Claim) =>
  freshForm(addressOf(claim), { back: `/staff/claims/${claim.id}`, hidden: { seen: String(claim.revision) } })

const seenIn = ({ form }: WebRequest): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)

async function factsOf({ db, history }: WebRequest, claim: Claim) {
  const batches = await batchesOfClaim(db, claim.id)
  return { claim, batches, entries: await history({ kind: 'claim', id: claim.id }) }
}

/** Where the payment of a claim is, and what can be done where the payer did not pay. */
export async function showPayment(request: WebRequest, claim: Claim): Promise<Reply> {
  return show(paymentPage(await factsOf(request, claim), formOf(claim)))
}

const Choice = z.object({
  what: oneOf(CHOICES, 'Select what is to be done'),
  reason: longText({ missing: 'Enter a note, such as what was sent and when', label: 'Note', max: 1_000 }),
})

const COMMANDS = { 'send-information': sendInformation, 'send-again': sendAgain } as const

/** Notes that information went back to the payer, or has the claim go with the next batch. Not paying is asked on a page of its own. */
export async function sendPayment(request: WebRequest, claim: Claim): Promise<Reply> {
  if (firstValue(request.form, 'what') === 'refuse') return redirectTo(`${addressOf(claim)}/refusal`)
  const parsed = parseForm(Choice, request.form)
  if (!parsed.ok) return showAgain(paymentPage(await factsOf(request, claim), { ...formOf(claim), ...parsed }))
  const { what, reason } = parsed.values
  if (what === 'refuse') return redirectTo(`${addressOf(claim)}/refusal`)
  const input = { claimId: claim.id, seen: seenIn(request) }
  const done = await request.withReason(reason).execute(COMMANDS[what], input)
  if (done.ok) return redirectTo(addressOf(claim))
  return again(request, async (now, errors) =>
    paymentPage(await factsOf(request, now), { ...formOf(now), values: request.form, errors }),
  )
}

/** The page once more, with what a colleague did meanwhile and all that was typed. */
async function again(
  request: WebRequest,
  pageOf: (claim: Claim, errors: { field: string; message: string }[]) => Promise<Parameters<typeof showAgain>[0]>,
): Promise<Reply> {
  const claim = await sentClaimOfAddress(request)
  if (claim === null) return notFound
  const [newest] = await request.history({ kind: 'claim', id: claim.id })
  return showAgain(await pageOf(claim, [{ field: 'reason', message: changedSinceText(newest) }]))
}

const refusalForm = (claim: Claim) => ({
  ...formOf(claim),
  action: `${addressOf(claim)}/refusal`,
  back: addressOf(claim),
})

export const showRefusal = (_request: WebRequest, claim: Claim): Reply =>
  claimStates.move('refusePayment', claim.status) === null
    ? redirectTo(addressOf(claim))
    : show(refusalPage(claim, refusalForm(claim)))

const Refusal = z.object({
  reason: longText({ missing: 'Enter why the claim is not paid', label: 'Reason', max: 1_000 }),
})

/** Decides that the claim is not paid. The school reads the reason. */
export async function sendRefusal(request: WebRequest, claim: Claim): Promise<Reply> {
  const parsed = parseForm(Refusal, request.form)
  if (!parsed.ok) return showAgain(refusalPage(claim, { ...refusalForm(claim), ...parsed }))
  const { reason: because } = parsed.values
  const done = await request.execute(refusePayment, { claimId: claim.id, seen: seenIn(request), because })
  if (done.ok) return redirectTo(addressOf(claim))
  return again(request, async (now, errors) => refusalPage(now, { ...refusalForm(now), values: request.form, errors }))
}
