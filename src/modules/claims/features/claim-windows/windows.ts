import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { date, dateValues } from '#src/kit/form-date.ts'
import { longText, wholeNumber } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { changeWindow } from '../../years/change-window.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { openWindow } from '../../years/open-window.ts'
import { removeWindow } from '../../years/remove-window.ts'
import { rulesPolicy } from '../../years/rules-policy.ts'
import { daysOf } from '../../years/window-days-rules.ts'
import { windowState } from '../../years/window-rules.ts'
import { claimsByWindow, claimsInWindow } from '../../years/windows-queries.ts'
import { allWindows, allYears } from '../../years/years-queries.ts'
import { conflictPage, newWindowPage, removalPage, WINDOWS, windowFormPage } from './window-forms.tsx'
import { windowErrors } from './window-refusals.ts'
import { windowPage, windowsPage } from './windows-page.tsx'

/** Every window with how many claims came in it. */
export async function showWindows({ db, now, actor, history }: WebRequest): Promise<Reply> {
  return show(
    windowsPage({
      windows: (await allWindows(db)).toReversed(),
      counts: await claimsByWindow(db),
      today: londonDate(now),
      mayManage: rulesPolicy.manage(actor).allowed,
      entries: await history({ kind: 'claim-rules', id: 'windows' }),
    }),
  )
}

/** The window of the address; null when there is none. */
export const windowInPath = async ({ db, params }: WebRequest): Promise<ClaimWindow | null> =>
  (await allWindows(db)).find(({ id }) => id === params['windowId']) ?? null

export async function showWindow({ db, now, actor, history }: WebRequest, window: ClaimWindow): Promise<Reply> {
  return show(
    windowPage({
      window,
      claims: await claimsInWindow(db, window.id),
      state: windowState(window, londonDate(now)),
      mayManage: rulesPolicy.manage(actor).allowed,
      entries: await history({ kind: 'claim-rules', id: window.id }),
    }),
  )
}

const Days = z.object({
  year: wholeNumber({ missing: 'Select the academic year of the training', label: 'Academic year' }),
  from: date({ missing: 'Enter the first day of claiming', label: 'First day of claiming' }),
  lastDay: date({ missing: 'Enter the last day of claiming', label: 'Last day of claiming' }),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})
const PAID = {
  paidByAuthorityOn: 'Day of payment through the local authority',
  paidDirectlyOn: 'Day of direct payment',
}

/** A date that may be left empty: all of it, or a whole one. */
function optionalDay(form: RawValues, field: keyof typeof PAID) {
  const isEmpty = ['day', 'month', 'year'].every(
    (part) => [form[`${field}-${part}`] ?? ''].flat().join('').trim() === '',
  )
  if (isEmpty) return { ok: true as const, day: null }
  const label = PAID[field]
  const parsed = parseForm(z.object({ [field]: date({ missing: `Enter the ${label}`, label }) }), form)
  return parsed.ok
    ? { ok: true as const, day: Object.values(parsed.values)[0] ?? null }
    : { ok: false as const, errors: parsed.errors }
}

type Read = {
  readonly values: z.output<typeof Days>
  readonly paid: { readonly paidByAuthorityOn: string | null; readonly paidDirectlyOn: string | null }
}

function readForm(form: RawValues): { readonly errors: readonly FieldError[] } | Read {
  const parsed = parseForm(Days, form)
  const [through, direct] = [optionalDay(form, 'paidByAuthorityOn'), optionalDay(form, 'paidDirectlyOn')]
  const errors = [parsed, through, direct].flatMap((part) => (part.ok ? [] : part.errors))
  if (!parsed.ok || !through.ok || !direct.ok) return { errors }
  const text = (day: Temporal.PlainDate | null) => day?.toString() ?? null
  return { values: parsed.values, paid: { paidByAuthorityOn: text(through.day), paidDirectlyOn: text(direct.day) } }
}

const inputOf = ({ values: { year, from, lastDay }, paid }: Read) => ({
  ...{ year, from: from.toString(), lastDay: lastDay.toString() },
  ...paid,
})

const NEW = freshForm(`${WINDOWS}/new`, { back: WINDOWS })

export const showNewWindow = async ({ db }: WebRequest): Promise<Reply> => show(newWindowPage(await allYears(db), NEW))

/** Adds a window, unless another one has a day of it. */
export async function sendNewWindow({ db, form, withReason }: WebRequest): Promise<Reply> {
  const again = async (errors: readonly FieldError[]) =>
    showAgain(newWindowPage(await allYears(db), { ...NEW, values: form, errors }))
  const read = readForm(form)
  if ('errors' in read) return again(read.errors)
  const opened = await withReason(read.values.reason).execute(openWindow, inputOf(read))
  if (opened.ok) return redirectTo(`${WINDOWS}/${opened.value.windowId}`)
  const errors = windowErrors(opened.refusal)
  return errors ? again(errors) : notFound
}

export async function showChange({ db }: WebRequest, window: ClaimWindow): Promise<Reply> {
  return show(windowFormPage({ window, years: await allYears(db), form: changeForm(window, valuesOf(window)) }))
}

/** Moves the days of a window, unless a colleague changed it since the form was opened. */
export async function sendChange(request: WebRequest, window: ClaimWindow): Promise<Reply> {
  const { db, form } = request
  const shown = { ...changeForm(window, form), hidden: { seen: String(seenIn(form)) } }
  const again = async (errors: readonly FieldError[]) =>
    showAgain(windowFormPage({ window, years: await allYears(db), form: { ...shown, errors } }))
  const read = readForm(form)
  if ('errors' in read) return again(read.errors)
  const input = { windowId: window.id, seen: seenIn(form), ...inputOf(read) }
  const changed = await request.withReason(read.values.reason).execute(changeWindow, input)
  if (changed.ok) return redirectTo(`${WINDOWS}/${window.id}`)
  if (changed.refusal.code === 'changed-meanwhile') return conflict(request, window)
  const errors = windowErrors(changed.refusal)
  return errors ? again(errors) : notFound
}

export const showRemoval = (_request: WebRequest, window: ClaimWindow): Reply =>
  show(removalPage(window, removalForm(window)))

const Reason = z.object({ reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }) })

/** Removes a window that has not opened and has no claims. */
export async function sendRemoval(request: WebRequest, window: ClaimWindow): Promise<Reply> {
  const parsed = parseForm(Reason, request.form)
  const form = removalForm(window)
  if (!parsed.ok) return showAgain(removalPage(window, { ...form, ...parsed }))
  const input = { windowId: window.id, seen: seenIn(request.form) }
  const removed = await request.withReason(parsed.values.reason).execute(removeWindow, input)
  if (removed.ok) return redirectTo(WINDOWS)
  if (removed.refusal.code === 'changed-meanwhile') return conflict(request, window)
  const errors = windowErrors(removed.refusal, 'reason')
  return errors ? showAgain(removalPage(window, { ...form, values: request.form, errors })) : notFound
}

const seenIn = (form: RawValues): number => Number(/^[0-9]{1,9}$/.exec([form['seen'] ?? ''].flat()[0] ?? '')?.[0] ?? 0)

/** Who changed what since: every change of a window counts its revision by one. What was typed is shown again below it. */
async function conflict(request: WebRequest, window: ClaimWindow): Promise<Reply> {
  const since = Math.max(1, window.revision - seenIn(request.form))
  const entries = (await request.history({ kind: 'claim-rules', id: window.id })).slice(0, since)
  const years = await allYears(request.db)
  const form = changeForm(window, request.form)
  return { kind: 'page', status: 409, page: conflictPage({ window, years, entries, form }) }
}

const changeForm = (window: ClaimWindow, values: RawValues) =>
  freshForm(`${WINDOWS}/${window.id}/dates`, {
    ...{ values, back: `${WINDOWS}/${window.id}`, hidden: { seen: String(window.revision) } },
  })

const removalForm = (window: ClaimWindow) =>
  freshForm(`${WINDOWS}/${window.id}/removal`, {
    ...{ back: `${WINDOWS}/${window.id}`, hidden: { seen: String(window.revision) } },
  })

function valuesOf(window: ClaimWindow): RawValues {
  const { from, lastDay, paidByAuthorityOn, paidDirectlyOn } = daysOf(window)
  return {
    ...{ year: String(window.year), ...dateValues('from', from), ...dateValues('lastDay', lastDay) },
    ...(paidByAuthorityOn ? dateValues('paidByAuthorityOn', paidByAuthorityOn) : {}),
    ...(paidDirectlyOn ? dateValues('paidDirectlyOn', paidDirectlyOn) : {}),
  }
}
