import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText, text, wholeNumber } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import type { Conditions } from '../../conditions/conditions.ts'
import { addGrantConditions } from '../../years/add-grant-conditions.ts'
import { conditionsText, sectionsOf } from '../../years/conditions-text-rules.ts'
import { acceptedCounts, conditionsVersions } from '../../years/conditions-versions-queries.ts'
import { whyNotFrom } from '../../years/dated-rules.ts'
import { rulesPolicy } from '../../years/rules-policy.ts'
import { allYears } from '../../years/years-queries.ts'
import {
  CONDITIONS,
  conditionsPage,
  LONGEST_CONDITIONS,
  newConditionsPage,
  previewPage,
  versionsPage,
} from './conditions-pages.tsx'

/** Every version of the conditions with how many have accepted it. */
export async function showConditions({ db, now, actor, history }: WebRequest): Promise<Reply> {
  return show(
    versionsPage({
      ...{ versions: await conditionsVersions(db), counts: await acceptedCounts(db), now },
      mayManage: rulesPolicy.manage(actor).allowed,
      entries: await history({ kind: 'claim-rules', id: 'conditions' }),
    }),
  )
}

/** The version of the address; null when there is none. */
export const conditionsInPath = async ({ db, params }: WebRequest): Promise<Conditions | null> =>
  (await conditionsVersions(db)).find(({ version }) => version === params['conditionsVersion']) ?? null

export const showVersion = async ({ db }: WebRequest, version: Conditions): Promise<Reply> =>
  show(conditionsPage(version, (await acceptedCounts(db)).get(version.version) ?? 0))

/** A new version begins with the words that count now. */
export async function showNewConditions({ db, now, query }: WebRequest): Promise<Reply> {
  const begun = ({ inForceFrom }: Conditions) => Temporal.Instant.compare(inForceFrom, now) <= 0
  const year = Number(/^20[0-9]{2}$/.exec(query['year'] ?? '')?.[0] ?? 0)
  const versions = (await conditionsVersions(db)).filter(begun)
  const last = versions.find((one) => one.year === year) ?? versions[0]
  const values = last ? { text: conditionsText(last.sections), year: String(year || last.year) } : {}
  return show(newConditionsPage(await allYears(db), formWith(values)))
}

const Written = z.object({
  year: wholeNumber({ missing: 'Select the academic year', label: 'Academic year' }),
  text: longText({ missing: 'Enter the conditions', label: 'Conditions', max: LONGEST_CONDITIONS }),
  from: date({ missing: 'Enter the day from which they count', label: 'Day' }),
  source: text({ missing: 'Enter where they were published', label: 'Source' }),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

/** A date that is wrong as a whole. */
const WHOLE = ['day', 'month', 'year'] as const

const REFUSED: Readonly<{ [code: string]: FieldError }> = {
  'in-the-past': { field: 'from', message: 'Day must be today or in the future', parts: WHOLE },
  'too-far-ahead': { field: 'from', message: 'Day must be at most a year from today', parts: WHOLE },
  'moment-taken': { field: 'from', message: 'Enter another day: another version begins on it', parts: WHOLE },
  'same-text': { field: 'text', message: 'Enter other words than those of the version before' },
  'no-such-year': { field: 'year', message: 'Select an academic year that has rules' },
}

/** Shows the conditions as schools will see them, and keeps them once that was looked at. */
export async function sendNewConditions(request: WebRequest): Promise<Reply> {
  const { db, form, now } = request
  const again = async (errors: readonly FieldError[]) =>
    showAgain(newConditionsPage(await allYears(db), { ...formWith(form), errors }))
  if (firstValue(form, 'step') === 'change') return show(newConditionsPage(await allYears(db), formWith(form)))
  const parsed = parseForm(Written, form)
  if (!parsed.ok) return again(parsed.errors)
  const { year, from, source, reason } = parsed.values
  const sections = sectionsOf(parsed.values.text)
  if (!sections) return again([{ field: 'text', message: NO_SECTIONS }])
  const whyNot = whyNotFrom(from, now)
  if (whyNot) return again([REFUSED[whyNot] ?? []].flat())
  if (firstValue(form, 'step') !== 'add') {
    const typed = Object.fromEntries(FIELDS.map((name) => [name, firstValue(form, name)]))
    const at = (step: string) => freshForm(`${CONDITIONS}/new`, { hidden: { ...typed, step } })
    const isNow = from.equals(londonDate(now))
    return show(
      previewPage({ year, sections, source, from: isNow ? null : from, change: at('change'), confirm: at('add') }),
    )
  }
  const input = { year, source, from: from.toString(), sections: [...sections] }
  const added = await request.withReason(reason).execute(addGrantConditions, input)
  if (added.ok) return redirectTo(`${CONDITIONS}/${added.value.version}`)
  const error = REFUSED[added.refusal.code]
  return error ? again([error]) : notFound
}

const NO_SECTIONS = 'Begin every section with a line that starts with #, with words below it'
const FIELDS = ['year', 'text', 'from-day', 'from-month', 'from-year', 'source', 'reason'] as const

const formWith = (values: RawValues) => freshForm(`${CONDITIONS}/new`, { values, back: CONDITIONS })
