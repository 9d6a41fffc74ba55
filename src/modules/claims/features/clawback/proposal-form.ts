import { z } from 'zod'
import { type FieldError, firstValue, parseForm } from '#src/kit/form.ts'
import { longText, oneOf, optional, wholeNumber } from '#src/kit/form-fields.ts'
import type { FormBody } from '#src/platform/http/route.ts'
import type { Claim } from '../../claims/claim.ts'
import { CLAWBACK_ORIGINS, type ClawbackOrigin } from '../../clawbacks/clawback.ts'
import { CLAWBACK_REASONS, type ClawbackReason } from '../../clawbacks/clawback-rules.ts'

export const fieldOf = (what: 'hours' | 'reason' | 'note', lineId: string): string => `${what}-${lineId}`

type Line = {
  readonly lineId: string
  readonly hoursWorked: number
  readonly reason: ClawbackReason
  readonly note: string | null
}

type Read =
  | { readonly ok: true; readonly origin: ClawbackOrigin; readonly lines: [Line, ...Line[]] }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** The hours really worked of each mentor; where nothing was typed, or all of them, the mentor keeps theirs. */
export function readProposal(claim: Claim, taken: ReadonlyMap<string, number>, form: FormBody): Read {
  const asked = claim.status === 'paid' ? parseForm(Origin, form) : null
  const read = claim.lines.map((line) => readLine(line.id, line.hours - (taken.get(line.id) ?? 0), form))
  const errors = [...(asked?.ok === false ? asked.errors : []), ...read.flatMap(({ errors: some }) => some)]
  const [first, ...others] = read.flatMap(({ line }) => line ?? [])
  if (errors.length > 0) return { ok: false, errors }
  if (!first) {
    const field = fieldOf('hours', claim.lines[0]?.id ?? '')
    return { ok: false, errors: [{ field, message: 'Enter fewer hours than were claimed for at least one mentor' }] }
  }
  return { ok: true, origin: asked?.ok ? asked.values.origin : 'audit', lines: [first, ...others] }
}

const Origin = z.object({
  origin: oneOf(
    CLAWBACK_ORIGINS.filter((origin) => origin !== 'audit'),
    'Select who says that the claim is wrong',
  ),
})

const nothing: { readonly line: Line | null; readonly errors: readonly FieldError[] } = { line: null, errors: [] }

function readLine(lineId: string, left: number, form: FormBody): typeof nothing {
  const [hours, reason, note] = [fieldOf('hours', lineId), fieldOf('reason', lineId), fieldOf('note', lineId)]
  if (firstValue(form, hours).trim() === '') return nothing
  const worked = parseForm(
    z.object({ [hours]: wholeNumber({ missing: 'Enter the hours', label: 'Hours really worked', max: left }) }),
    form,
  )
  if (!worked.ok) return { line: null, errors: worked.errors }
  const hoursWorked = Number(worked.values[hours])
  if (hoursWorked === left) return nothing
  const said = parseForm(
    z.object({
      [reason]: oneOf(CLAWBACK_REASONS, 'Select why the hours are taken back'),
      [note]: optional(longText({ missing: 'Enter a note', label: 'Note', max: 500 })),
    }),
    form,
  )
  if (!said.ok) return { line: null, errors: said.errors }
  const code = CLAWBACK_REASONS.find((known) => known === said.values[reason]) ?? 'other'
  const words = said.values[note] ?? null
  if (code === 'other' && words === null) {
    return { line: null, errors: [{ field: note, message: 'Enter a note that says which reason' }] }
  }
  return { line: { lineId, hoursWorked, reason: code, note: words }, errors: [] }
}
