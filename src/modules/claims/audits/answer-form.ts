import { z } from 'zod'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText, oneOf, optional, wholeNumber } from '#src/kit/form-fields.ts'
import { type Claim, LineId } from '../claims/claim.ts'
import { PROVIDER_ANSWERS, type RefusalReason, type Said } from './audit.ts'
import type { ProviderWord } from './provider-word.ts'

/** Reasons for which none of the hours are confirmed. Fewer hours are an answer of their own. */
export const REFUSAL_CHOICES = [
  'not-known',
  'not-employed',
  'early-career',
  'other',
] as const satisfies readonly RefusalReason[]

type Read = { readonly words: ProviderWord[]; readonly errors: readonly FieldError[] }

/** What a form says of each mentor, by their place in the claim. What is only saved may leave mentors out. */
export function readWords(claim: Claim, form: RawValues, { give }: { readonly give: boolean }): Read {
  const found = claim.lines.map((line, at) => readWord({ line, at, form, give }))
  return {
    words: found.flatMap(({ word }) => word ?? []),
    errors: found.flatMap(({ errors }) => errors),
  }
}

type Reading = {
  readonly line: Claim['lines'][number]
  readonly at: number
  readonly form: RawValues
  readonly give: boolean
}
type Found = { readonly word: ProviderWord | null; readonly errors: readonly FieldError[] }

function readWord({ line, at, form, give }: Reading): Found {
  const answer = PROVIDER_ANSWERS.find((known) => known === firstValue(form, `answer-${at}`))
  const lineId = LineId.parse(line.id)
  if (answer === undefined) {
    const missing = [{ field: `answer-${at}`, message: `Select what you say about ${line.mentorName}` }]
    return { word: null, errors: give ? missing : [] }
  }
  if (answer === 'confirmed') return { word: { lineId, answer, hours: null, reasonCode: null, note: null }, errors: [] }
  return answer === 'other-hours' ? otherHours({ line, at, form, give }) : refused({ line, at, form, give })
}

function otherHours({ line, at, form }: Reading): Found {
  const { mentorName } = line
  const schema = z.object({
    [`hours-${at}`]: wholeNumber({
      missing: `Enter how many hours ${mentorName} was trained`,
      ...{ label: `Hours of ${mentorName}`, min: 1, max: 100 },
    }),
  })
  const note = readNote(`hours-note-${at}`, form)
  const parsed = parseForm(schema, form)
  if (!parsed.ok || !note.ok) return { word: null, errors: [...(parsed.ok ? [] : parsed.errors), ...note.errors] }
  const hours = parsed.values[`hours-${at}`] ?? 0
  const reasonCode = hours < line.hours ? ('too-many-hours' as const) : null
  const word = { lineId: LineId.parse(line.id), answer: 'other-hours' as const, hours, reasonCode, note: note.value }
  return { word, errors: [] }
}

function refused({ line, at, form, give }: Reading): Found {
  const { mentorName } = line
  const chosen = parseForm(
    z.object({ [`reason-${at}`]: oneOf(REFUSAL_CHOICES, `Select why you do not confirm the hours of ${mentorName}`) }),
    form,
  )
  const note = readNote(`note-${at}`, form)
  const reasonCode = chosen.ok ? (chosen.values[`reason-${at}`] ?? null) : null
  const unsaid = give && reasonCode === 'other' && note.ok && note.value === null
  const errors = [
    ...(give && !chosen.ok ? chosen.errors : []),
    ...note.errors,
    ...(unsaid ? [{ field: `note-${at}`, message: `Enter why you do not confirm the hours of ${mentorName}` }] : []),
  ]
  if (errors.length > 0 || !note.ok) return { word: null, errors }
  const word = { lineId: LineId.parse(line.id), answer: 'refused' as const, hours: null, reasonCode, note: note.value }
  return { word, errors }
}

function readNote(field: string, form: RawValues) {
  const schema = z.object({ [field]: optional(longText({ missing: 'Enter a note', label: 'Note', max: 1_000 })) })
  const parsed = parseForm(schema, form)
  return parsed.ok
    ? ({ ok: true, value: parsed.values[field] ?? null, errors: [] } as const)
    : ({ ok: false, errors: parsed.errors } as const)
}

/** The form as it is filled with what was saved. */
export function formWords(claim: Claim, said: ReadonlyMap<string, Said>): RawValues {
  const values = claim.lines.flatMap((line, at): readonly (readonly [string, string])[] => {
    const word = said.get(line.id)
    if (!word) return []
    const isOther = word.answer === 'other-hours'
    return [
      [`answer-${at}`, word.answer],
      [`hours-${at}`, word.hours === null ? '' : String(word.hours)],
      [`reason-${at}`, isOther ? '' : (word.reasonCode ?? '')],
      [isOther ? `hours-note-${at}` : `note-${at}`, word.note ?? ''],
    ]
  })
  return Object.fromEntries(values)
}
