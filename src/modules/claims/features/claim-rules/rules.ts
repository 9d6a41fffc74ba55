import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText, oneOf, text, wholeNumber } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { changeFigure } from '../../years/change-figure.ts'
import type { ClaimYear } from '../../years/claim-year.ts'
import { FUNDING_AREAS } from '../../years/claim-year.ts'
import { FIGURES, type Figure } from '../../years/figures.ts'
import { type DatedFigure, figuresHistory } from '../../years/figures-history-queries.ts'
import { rulesPolicy } from '../../years/rules-policy.ts'
import { setFundingArea } from '../../years/set-funding-area.ts'
import { addClaimYear, changeCaps } from '../../years/set-year.ts'
import { allYears, claimYear, listedDistricts } from '../../years/years-queries.ts'
import { areasPage, capsPage, figurePage, newYearPage, RULES } from './rules-forms.tsx'
import { rulesPage } from './rules-page.tsx'

const reason = longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 })
const source = text({ missing: 'Enter where this was decided or published', label: 'Source' })

/** Figures, hours of each year, and how many districts lie in which funding area. */
export async function showRules({ db, now, actor, history }: WebRequest): Promise<Reply> {
  return show(
    rulesPage({
      ...{ figures: await figuresHistory(db), years: await allYears(db), today: londonDate(now) },
      districts: await listedDistricts(db),
      mayManage: rulesPolicy.manage(actor).allowed,
      entries: [
        ...(await history({ kind: 'claim-rules', id: 'figures' })),
        ...(await history({ kind: 'claim-rules', id: 'years' })),
      ],
    }),
  )
}

/** A figure by its name, with all that it was and will be, the newest first. */
export type KnownFigure = { readonly name: Figure; readonly dated: readonly DatedFigure[] }

export async function figureInPath({ db, params }: WebRequest): Promise<KnownFigure | null> {
  const name = FIGURES.find((known) => known === params['figure'])
  return name ? { name, dated: (await figuresHistory(db)).filter((one) => one.name === name) } : null
}

const figureForm = ({ name }: KnownFigure) => freshForm(`${RULES}/figures/${name}`, { back: RULES })

export const showFigure = (_request: WebRequest, figure: KnownFigure): Reply =>
  show(figurePage(figure, figureForm(figure)))

const FigureForm = z.object({
  value: wholeNumber({ missing: 'Enter the figure', label: 'Figure' }),
  from: date({ missing: 'Enter the day from which it counts', label: 'Day' }),
  ...{ source, reason },
})

const DAYS: Readonly<{ [code: string]: string }> = {
  'in-the-past': 'Day must be today or in the future: what was done was done by the rule of its day',
  'too-far-ahead': 'Day must be at most a year from today',
  'day-taken': 'Enter another day: there is a figure from this day on',
  'later-exists': 'Enter a later day: another change has been set already',
}
/** A date that is wrong as a whole. */
const WHOLE = ['day', 'month', 'year'] as const

const VALUES: Readonly<{ [code: string]: string }> = {
  'same-value': 'Enter another figure: this one counts then',
  'more-than-all': 'Figure must be 100 or less',
}

/** Sets a figure from a day on. */
export async function sendFigure(request: WebRequest, figure: KnownFigure): Promise<Reply> {
  const parsed = parseForm(FigureForm, request.form)
  const again = (errors: readonly FieldError[]) =>
    showAgain(figurePage(figure, { ...figureForm(figure), values: request.form, errors }))
  if (!parsed.ok) return again(parsed.errors)
  const { reason: why, from, ...input } = parsed.values
  const given = { ...input, figure: figure.name, from: from.toString() }
  const changed = await request.withReason(why).execute(changeFigure, given)
  if (changed.ok) return redirectTo(RULES)
  const { code } = changed.refusal
  const told = DAYS[code]
    ? { field: 'from', message: DAYS[code], parts: WHOLE }
    : { field: 'value', message: VALUES[code] ?? '' }
  return told.message === '' ? notFound : again([told])
}

export async function yearInPath({ db, params }: WebRequest): Promise<ClaimYear | null> {
  const typed = /^20[0-9]{2}$/.exec(params['year'] ?? '')?.[0]
  return typed ? claimYear(db, Number(typed)) : null
}

const cap = (label: string) => wholeNumber({ missing: `Enter the ${label.toLowerCase()}`, label, min: 1, max: 100 })
const Caps = { initialCap: cap('Hours at first'), refresherCap: cap('Hours to refresh'), source, reason }

const capsForm = (year: ClaimYear) =>
  freshForm(`${RULES}/years/${year.year}`, {
    values: { initialCap: String(year.initialCap), refresherCap: String(year.refresherCap) },
    ...{ back: RULES, hidden: { seen: `${year.initialCap}-${year.refresherCap}` } },
  })

export const showCaps = (_request: WebRequest, year: ClaimYear): Reply => show(capsPage(year, capsForm(year)))

const CAPS_REFUSED: Readonly<{ [code: string]: string }> = {
  'changed-meanwhile':
    'A colleague has changed the hours of this year since you opened the form. Check them and save again',
  'nothing-changed': 'Change something, or go back',
  'lower-than-sent': 'Hours cannot be lowered: claims for this year were sent by them',
}

/** Changes how many hours may be claimed for a year. */
export async function sendCaps(request: WebRequest, year: ClaimYear): Promise<Reply> {
  const parsed = parseForm(z.object(Caps), request.form)
  const again = (errors: readonly FieldError[]) =>
    showAgain(capsPage(year, { ...capsForm(year), values: request.form, errors }))
  if (!parsed.ok) return again(parsed.errors)
  const [initial, refresher] = [request.form['seen'] ?? ''].flat().join('').split('-').map(Number)
  const { reason: why, ...input } = parsed.values
  const seen = { initialCap: initial ?? 0, refresherCap: refresher ?? 0 }
  const changed = await request.withReason(why).execute(changeCaps, { ...input, year: year.year, seen })
  if (changed.ok) return redirectTo(RULES)
  const message = CAPS_REFUSED[changed.refusal.code]
  return message ? again([{ field: 'initialCap', message }]) : notFound
}

const newYearForm = () => freshForm(`${RULES}/years/new`, { back: RULES })

const nextYear = async ({ db }: WebRequest) => ((await allYears(db))[0]?.year ?? 0) + 1

export const showNewYear = async (request: WebRequest): Promise<Reply> =>
  show(newYearPage(await nextYear(request), newYearForm()))

const NewYear = z.object({
  ...Caps,
  trainingFrom: date({ missing: 'Enter the day from which training counts', label: 'Day' }),
})

/** Adds the rules of the next academic year. */
export async function sendNewYear(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(NewYear, request.form)
  const year = await nextYear(request)
  const form = { ...newYearForm(), values: request.form }
  if (!parsed.ok) return showAgain(newYearPage(year, { ...form, errors: parsed.errors }))
  const { reason: why, trainingFrom, ...input } = parsed.values
  const given = { ...input, year, trainingFrom: trainingFrom.toString() }
  const added = await request.withReason(why).execute(addClaimYear, given)
  return added.ok ? redirectTo(RULES) : notFound
}

const areasForm = () => freshForm(`${RULES}/funding-areas/change`, { back: RULES })

export const showAreas = async ({ db, actor, history }: WebRequest): Promise<Reply> =>
  show(
    areasPage({
      ...{ districts: await listedDistricts(db), form: areasForm(), mayManage: rulesPolicy.manage(actor).allowed },
      entries: await history({ kind: 'claim-rules', id: 'funding-areas' }),
    }),
  )

const Area = z.object({
  district: text({ missing: 'Enter the code of the district', label: 'Code' })
    .transform((typed) => typed.toUpperCase().replaceAll(' ', ''))
    .refine((typed) => /^E[0-9]{8}$/.test(typed), 'Code must be E and 8 numbers, such as E09000009'),
  name: text({ missing: 'Enter the name of the district', label: 'Name', max: 100 }),
  area: oneOf(FUNDING_AREAS, 'Select the funding area'),
  from: date({ missing: 'Enter the day from which it counts', label: 'Day' }),
  ...{ source, reason },
})

/** Says in which funding area a district lies from a day on. */
export async function sendArea(request: WebRequest): Promise<Reply> {
  const { db, form, history } = request
  const parsed = parseForm(Area, form)
  const again = async (errors: readonly FieldError[]) => {
    const entries = await history({ kind: 'claim-rules', id: 'funding-areas' })
    const state = { ...areasForm(), values: form, errors }
    return showAgain(areasPage({ districts: await listedDistricts(db), form: state, mayManage: true, entries }))
  }
  if (!parsed.ok) return again(parsed.errors)
  const { reason: why, from, ...input } = parsed.values
  const set = await request.withReason(why).execute(setFundingArea, { ...input, from: from.toString() })
  if (set.ok) return redirectTo(`${RULES}/funding-areas`)
  const { code } = set.refusal
  if (code === 'same-area') return again([{ field: 'area', message: 'The district lies in this area already' }])
  return DAYS[code] ? again([{ field: 'from', message: DAYS[code], parts: WHOLE }]) : notFound
}
