import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { longText, oneOf, text, wholeNumber } from '#src/kit/form-fields.ts'
import { moneyOfCell } from '#src/kit/table-cells.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { FUNDING_AREAS } from '../../years/claim-year.ts'
import { decideRate } from '../../years/decide-rate.ts'
import { MOST_PENCE_PER_HOUR, proposeRate } from '../../years/propose-rate.ts'
import type { Rate } from '../../years/rate.ts'
import { allRates, draftsIn, rateById } from '../../years/rates-queries.ts'
import { rulesPolicy } from '../../years/rules-policy.ts'
import { allYears, ratesOf } from '../../years/years-queries.ts'
import { newRatePage, RATES, ratePage, ratesPage, settledPage } from './rates-pages.tsx'

/** Every rate by year and area, what waits first. */
export async function showRates({ db, now, actor, history }: WebRequest): Promise<Reply> {
  const years = await allYears(db)
  const inForce = new Map<number, Awaited<ReturnType<typeof ratesOf>>>()
  for (const { year } of years) inForce.set(year, await ratesOf(db, year, now))
  return show(
    ratesPage({
      ...{ years, inForce, rates: await allRates(db) },
      mayPropose: rulesPolicy.manage(actor).allowed,
      entries: await history({ kind: 'claim-rules', id: 'rates' }),
    }),
  )
}

const NEW = freshForm(`${RATES}/new`, { back: RATES })

export const showNewRate = async ({ db }: WebRequest): Promise<Reply> => show(newRatePage(await allYears(db), NEW))

const pounds = text({ missing: 'Enter the rate for an hour', label: 'Rate' }).transform((typed, context) => {
  const amount = moneyOfCell(typed)
  if (amount === null || amount < 1 || amount > MOST_PENCE_PER_HOUR) {
    const message = `Rate must be an amount in pounds, like 43.80, at most ${MOST_PENCE_PER_HOUR / 100}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  return amount
})
const Proposed = z.object({
  year: wholeNumber({ missing: 'Select the academic year', label: 'Academic year' }),
  area: oneOf(FUNDING_AREAS, 'Select the funding area'),
  pencePerHour: pounds,
  source: text({ missing: 'Enter where the rate was published', label: 'Source' }),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

const REFUSED: Readonly<{ [code: string]: FieldError }> = {
  'no-such-year': { field: 'year', message: 'Select an academic year that has rules' },
  'same-rate': { field: 'pencePerHour', message: 'Enter another rate: this one counts already' },
  'already-proposed': {
    field: 'area',
    message: 'A rate for this area and year waits for a decision: decide that first',
  },
}

/** Keeps a proposal for a second person, and shows what it would change. */
export async function sendNewRate({ db, form, withReason }: WebRequest): Promise<Reply> {
  const parsed = parseForm(Proposed, form)
  const again = async (errors: readonly FieldError[]) =>
    showAgain(newRatePage(await allYears(db), { ...NEW, values: form, errors }))
  if (!parsed.ok) return again(parsed.errors)
  const { reason, ...input } = parsed.values
  const proposed = await withReason(reason).execute(proposeRate, input)
  if (proposed.ok) return redirectTo(`${RATES}/${proposed.value.rateId}`)
  const error = REFUSED[proposed.refusal.code]
  return error ? again([error]) : notFound
}

/** The rate of the address; null when there is none. */
export async function rateInPath({ db, params }: WebRequest): Promise<Rate | null> {
  const id = z.guid().safeParse(params['rateId'])
  return id.success ? rateById(db, id.data) : null
}

/** What a rate would change, or has, with the decision for a second person. */
export const showRate = async (request: WebRequest, rate: Rate): Promise<Reply> => show(await pageOf(request, rate, []))

async function pageOf({ db, now, actor, form }: WebRequest, rate: Rate, errors: readonly FieldError[]) {
  const { year, area } = rate
  const before = (await ratesOf(db, year, now))?.[area] ?? null
  const effect = { before, ...(await draftsIn(db, { year, area, day: londonDate(now).toString() })) }
  const isOwn = rate.proposedBy !== null && rate.proposedBy === actor.accountId
  const state = freshForm(`${RATES}/${rate.id}/decision`, { values: form, errors, back: RATES })
  return ratePage({ rate, effect, form: state, mayDecide: actor.may('pay'), isOwn })
}

const Decided = z.object({
  decision: oneOf(['approve', 'refuse'], 'Select whether you approve the rate'),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

/** A second person approves or refuses; one that a colleague has decided says who did. */
export async function sendDecision(request: WebRequest, rate: Rate): Promise<Reply> {
  const parsed = parseForm(Decided, request.form)
  if (!parsed.ok) return showAgain(await pageOf(request, rate, parsed.errors))
  const { decision, reason } = parsed.values
  const input = { rateId: rate.id, approved: decision === 'approve' }
  const decided = await request.withReason(reason).execute(decideRate, input)
  if (decided.ok) return redirectTo(`${RATES}/${rate.id}`)
  if (decided.refusal.code === 'decided-already') {
    const now = (await rateById(request.db, rate.id)) ?? rate
    return { kind: 'page', status: 409, page: settledPage(now) }
  }
  const message = 'Somebody else has to decide: you proposed this rate'
  return showAgain(await pageOf(request, rate, [{ field: 'decision', message }]))
}
