import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { addConsentText } from '../../consents/add-consent-text.ts'
import { agreedCounts, type ConsentText, consentTexts } from '../../consents/consent-texts-queries.ts'
import { LONGEST_AHEAD_DAYS, momentFrom, whyNotFrom } from '../../lists/list-guard-rules.ts'
import { listPolicy } from '../../lists/list-policy.ts'
import { LONGEST_TEXT, newTextPage, previewPage, type Standing, TEXTS, textPage, textsPage } from './pages.tsx'

/** Every text with how many agreed to it. */
export async function showConsentTexts({ db, now, actor }: WebRequest): Promise<Reply> {
  const [texts, counts] = [await consentTexts(db), await agreedCounts(db)]
  const listed = texts.map((text) => ({
    ...{ text, standing: standingOf(text, texts, now), agreed: counts.get(text.version) ?? 0 },
  }))
  return show(textsPage(listed, listPolicy.manage(actor).allowed))
}

/** The text of the address; null when there is none. */
export const textInPath = async ({ db, params }: WebRequest): Promise<ConsentText | null> =>
  (await consentTexts(db)).find(({ version }) => version === params['version']) ?? null

export async function showConsentText({ db, now, history }: WebRequest, text: ConsentText): Promise<Reply> {
  const standing = standingOf(text, await consentTexts(db), now)
  const agreed = (await agreedCounts(db)).get(text.version) ?? 0
  return show(textPage({ text, standing, agreed, entries: await history({ kind: 'consent-text', id: text.version }) }))
}

/** Texts come the latest first. */
function standingOf({ version }: ConsentText, texts: readonly ConsentText[], now: Temporal.Instant): Standing {
  const begun = texts.filter(({ inForceFrom }) => Temporal.Instant.compare(inForceFrom, now) <= 0)
  if (begun[0]?.version === version) return 'counts'
  return begun.some((one) => one.version === version) ? 'before' : 'coming'
}

export const showNewText = (): Reply => show(newTextPage(formWith({})))

const Written = z.object({
  text: longText({ missing: 'Enter the text', label: 'Text', max: LONGEST_TEXT }),
  when: oneOf(['now', 'later'], 'Select when it starts to count'),
})
const Later = z.object({ from: date({ missing: 'Enter the day from which it counts', label: 'Day' }) })
const Because = z.object({ reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }) })

/** Shows a text as people will see it, and keeps it once that was looked at. */
export async function sendNewText(request: WebRequest): Promise<Reply> {
  const { form, now } = request
  const again = (errors: readonly FieldError[]) => showAgain(newTextPage({ ...formWith(form), errors }))
  if (firstValue(form, 'step') === 'change') return show(newTextPage(formWith(form)))
  const written = parseForm(Written, form)
  const later = written.ok && written.values.when === 'later' ? parseForm(Later, form) : null
  const because = parseForm(Because, form)
  const errors = [written, later, because].flatMap((part) => (part === null || part.ok ? [] : part.errors))
  if (errors.length > 0 || !written.ok || !because.ok) return again(errors)
  const day = later?.ok ? later.values.from : londonDate(now)
  const whyNot = whyNotFrom(day, now)
  if (whyNot !== null) return again(refused(whyNot))
  const given = { text: written.values.text, day, reason: because.values.reason }
  return firstValue(form, 'step') === 'add' ? add(request, given, again) : show(await previewOf(request, given))
}

type Given = { readonly text: string; readonly day: Temporal.PlainDate; readonly reason: string }

async function add(
  { withReason }: WebRequest,
  { text, day, reason }: Given,
  again: (errors: readonly FieldError[]) => Reply,
): Promise<Reply> {
  const added = await withReason(reason).execute(addConsentText, { text, from: day.toString() })
  if (added.ok) return redirectTo(`${TEXTS}/${added.value.version}`)
  const errors = refused(added.refusal.code)
  return errors.length > 0 ? again(errors) : notFound
}

async function previewOf({ db, form, now }: WebRequest, { text, day, reason }: Given) {
  const isNow = day.equals(londonDate(now))
  const from = momentFrom(day, now)
  const replaced =
    (await consentTexts(db)).find(({ inForceFrom }) => Temporal.Instant.compare(inForceFrom, from) <= 0) ?? null
  const typed = Object.fromEntries(FIELDS.map((name) => [name, firstValue(form, name)]))
  const at = (step: string) => freshForm(`${TEXTS}/new`, { hidden: { ...typed, step } })
  return previewPage({ text, reason, replaced, from: isNow ? null : from, change: at('change'), confirm: at('add') })
}

const FIELDS = ['text', 'when', 'from-day', 'from-month', 'from-year', 'reason'] as const

const from = (message: string): FieldError => ({ field: 'from', message, parts: ['day', 'month', 'year'] })

const REFUSED: Readonly<{ [code: string]: FieldError }> = {
  'in-the-past': from('A text counts from today or a later day'),
  'too-far-ahead': from(`A text can begin at most ${LONGEST_AHEAD_DAYS} days from today`),
  'moment-taken': from('Enter another day: another text begins on it'),
  'same-text': { field: 'text', message: 'Enter another text than the one that it replaces' },
}

const refused = (code: string): readonly FieldError[] => [REFUSED[code] ?? []].flat()

const formWith = (values: RawValues) => freshForm(`${TEXTS}/new`, { values, back: TEXTS })
