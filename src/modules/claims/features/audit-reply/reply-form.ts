import { z } from 'zod'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText, optional } from '#src/kit/form-fields.ts'
import { type Said, SCHOOL_ANSWERS, type SchoolAnswer } from '../../audits/audit.ts'
import { type Claim, LineId } from '../../claims/claim.ts'

type Line = Claim['lines'][number]
type Given = {
  readonly lineId: ReturnType<typeof LineId.parse>
  readonly answer: SchoolAnswer
  readonly note: string | null
}

/** What the school says of each mentor whose hours the provider does not confirm. Whoever disagrees says why. */
export function readReplies(lines: readonly Line[], form: RawValues) {
  const replies: Given[] = []
  const errors: FieldError[] = []
  for (const [at, line] of lines.entries()) {
    const read = readReply(line, at, form)
    if ('field' in read) errors.push(read)
    else replies.push(read)
  }
  return { replies, errors }
}

function readReply({ id, mentorName }: Line, at: number, form: RawValues): Given | FieldError {
  const answer = SCHOOL_ANSWERS.find((known) => known === firstValue(form, `answer-${at}`))
  if (answer === undefined) return { field: `answer-${at}`, message: `Select whether you agree about ${mentorName}` }
  const lineId = LineId.parse(id)
  if (answer === 'agrees') return { lineId, answer, note: null }
  const field = `note-${at}`
  const missing = `Enter why you do not agree about ${mentorName}`
  const parsed = parseForm(z.object({ [field]: optional(longText({ missing, label: 'Reason', max: 2_000 })) }), form)
  if (!parsed.ok) return parsed.errors[0] ?? { field, message: missing }
  const note = parsed.values[field] ?? null
  return note === null ? { field, message: missing } : { lineId, answer, note }
}

/** The form as it is filled with the reply before. */
export const replyWords = (lines: readonly Line[], said: ReadonlyMap<string, Said>): RawValues =>
  Object.fromEntries(
    lines.flatMap(({ id }, at) => {
      const word = said.get(id)
      return word
        ? [
            [`answer-${at}`, word.answer],
            [`note-${at}`, word.note ?? ''],
          ]
        : []
    }),
  )
