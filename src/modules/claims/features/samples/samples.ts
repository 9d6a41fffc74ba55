import { z } from 'zod'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { longText, oneOf, text, wholeNumber } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { newSeed } from '#src/platform/ids.ts'
import { freshForm } from '#src/ui/form.tsx'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { sampleById } from '../../audits/audits-queries.ts'
import { changeSample, discardSample } from '../../audits/change-sample.ts'
import { drawSample } from '../../audits/draw-sample.ts'
import { type Sample, SampleId } from '../../audits/sample.ts'
import { newestSamples, sampledClaims } from '../../audits/samples-queries.ts'
import { sendSample } from '../../audits/send-sample.ts'
import { claimByReference } from '../../claims/claims-queries.ts'
import { parseReference } from '../../claims/reference-rules.ts'
import { WindowId } from '../../years/claim-year.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { allWindows } from '../../years/years-queries.ts'
import { byHandPage, discardPage, refusedPage, SAMPLES, sendPage } from './sample-forms.tsx'
import { newSamplePage, samplePage, samplesPage } from './sample-pages.tsx'

/** Every sample, and the way to draw another. */
export const showSamples = async ({ db }: WebRequest): Promise<Reply> =>
  show(samplesPage(await newestSamples(db), await allWindows(db)))

/** The sample of the address; null when there is none. */
export async function sampleInPath({ db, params }: WebRequest): Promise<Sample | null> {
  const id = SampleId.safeParse(params['sampleId'])
  return id.success ? sampleById(db, id.data) : null
}

const NEW = freshForm(`${SAMPLES}/new`, { back: SAMPLES })

/** A new sample: the seed is filled in at random, and anybody may write their own. */
export async function showNewSample({ db, now }: WebRequest): Promise<Reply> {
  const least = (await figuresOn(db, now))['sampled-value-share']
  const values = { seed: newSeed(), valuePercent: String(least) }
  return show(newSamplePage({ windows: await allWindows(db), least, form: { ...NEW, values } }))
}

const NewSample = z.object({
  windowId: text({ missing: 'Select a claim window', label: 'Claim window' }),
  seed: text({ missing: 'Enter a seed', label: 'Seed', max: 60 }),
  valuePercent: wholeNumber({ missing: 'Enter how much of the value to audit', label: 'Share of the value' }),
})

/** Draws a sample and shows it. Nothing is sent to anybody. */
export async function sendNewSample({ db, now, form, execute }: WebRequest): Promise<Reply> {
  const least = (await figuresOn(db, now))['sampled-value-share']
  const again = async (errors: readonly FieldError[]) =>
    showAgain(newSamplePage({ windows: await allWindows(db), least, form: { ...NEW, values: form, errors } }))
  const parsed = parseForm(NewSample, form)
  if (!parsed.ok) return again(parsed.errors)
  const { seed, valuePercent } = parsed.values
  const windowId = WindowId.safeParse(parsed.values.windowId)
  if (!windowId.success) return again([{ field: 'windowId', message: 'Select a claim window' }])
  if (valuePercent < least || valuePercent > 100)
    return again([{ field: 'valuePercent', message: `Share of the value must be between ${least} and 100` }])
  const drawn = await execute(drawSample, { windowId: windowId.data, seed, valuePercent })
  if (drawn.ok) return redirectTo(`${SAMPLES}/${drawn.value.sampleId}`)
  if (drawn.refusal.code !== 'nothing-to-draw') return notFound
  const message = 'No paid claim of this window is left that was not audited. Select another window'
  return again([{ field: 'windowId', message }])
}

/** Claims of a sample on one page. */
const ROWS = 50

/** What was drawn, from what, and why each. */
export async function showSample({ db, query, path, history }: WebRequest, sample: Sample): Promise<Reply> {
  const shown = paging(query['page'], sample.chosen, ROWS)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const claims = await sampledClaims(db, { sampleId: sample.id, offset: shown.offset, limit: shown.limit })
  const windows = await allWindows(db)
  const entries = await history({ kind: 'claim-rules', id: sample.windowId })
  return show(samplePage({ sample, windows, claims, entries, paging: shown, path, query }))
}

const Reason = z.object({ reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }) })
const ByHand = Reason.extend({
  reference: text({ missing: 'Enter the reference of a claim', label: 'Reference' }),
  change: oneOf(['added', 'left-out'], 'Select what to do with the claim'),
})

const formAt = (sample: Sample, word: string) =>
  freshForm(`${SAMPLES}/${sample.id}/${word}`, {
    back: `${SAMPLES}/${sample.id}`,
    hidden: { seen: String(sample.revision) },
  })

export const showByHand = ({ query }: WebRequest, sample: Sample): Reply =>
  show(byHandPage(sample, { ...formAt(sample, 'by-hand'), values: { reference: query['reference'] ?? '' } }))

/** Adds a claim to a sample, or leaves it out. */
export async function sendByHand(request: WebRequest, sample: Sample): Promise<Reply> {
  const form = formAt(sample, 'by-hand')
  const again = (errors: readonly FieldError[]) =>
    showAgain(byHandPage(sample, { ...form, values: request.form, errors }))
  const parsed = parseForm(ByHand, request.form)
  if (!parsed.ok) return again(parsed.errors)
  const { reason, change } = parsed.values
  const reference = parseReference(parsed.values.reference)
  const claim = reference === null ? null : await claimByReference(request.db, reference)
  if (!claim)
    return again([{ field: 'reference', message: 'Enter a reference of 8 digits, as it stands on the claim' }])
  const input = { sampleId: SampleId.parse(sample.id), claimId: claim.id, change }
  const done = await request.withReason(reason).execute(changeSample, input)
  if (done.ok) return redirectTo(`${SAMPLES}/${sample.id}`)
  if (done.refusal.code !== 'cannot-be-audited') return stopped(sample, done.refusal)
  const message =
    change === 'added'
      ? 'This claim cannot be audited: it is not a paid claim of the window, or it was audited or drawn before'
      : 'This claim is not in the sample'
  return again([{ field: 'reference', message }])
}

export const showDiscard = (_request: WebRequest, sample: Sample): Reply =>
  show(discardPage(sample, formAt(sample, 'discard')))

/** Throws a sample away that was not sent. */
export async function sendDiscard(request: WebRequest, sample: Sample): Promise<Reply> {
  const parsed = parseForm(Reason, request.form)
  const form = formAt(sample, 'discard')
  if (!parsed.ok) return showAgain(discardPage(sample, { ...form, values: request.form, errors: parsed.errors }))
  const input = { sampleId: SampleId.parse(sample.id), seen: seenIn(request) }
  const done = await request.withReason(parsed.values.reason).execute(discardSample, input)
  return done.ok ? redirectTo(`${SAMPLES}/${sample.id}`) : stopped(sample, done.refusal)
}

/** What sending means, before it is done. */
export async function showSend({ db, now }: WebRequest, sample: Sample): Promise<Reply> {
  const days = (await figuresOn(db, now))['provider-answers-audit']
  return show(sendPage(sample, days, formAt(sample, 'send')))
}

/** Sends the claims to their providers. */
export async function sendToProviders(request: WebRequest, sample: Sample): Promise<Reply> {
  const input = { sampleId: SampleId.parse(sample.id), seen: seenIn(request) }
  const done = await request.execute(sendSample, input)
  return done.ok ? redirectTo(`${SAMPLES}/${sample.id}`) : stopped(sample, done.refusal)
}

const seenIn = ({ form }: WebRequest): number => {
  const seen = z.coerce.number().int().safeParse(form['seen'])
  return seen.success ? seen.data : -1
}

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** A colleague was faster, or a claim is not paid any more: said on a page of its own, with the way back. */
const stopped = (sample: Sample, refusal: Refusal): Reply =>
  refusal.code === 'not-found' ? notFound : { kind: 'page', status: 409, page: refusedPage(sample, refusal) }
