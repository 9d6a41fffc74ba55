import { codeOfCell } from '#src/kit/table-cells.ts'
import { LineId } from '../claims/claim.ts'
import { REFUSAL_REASONS, type RefusalReason, refusalText } from './audit.ts'
import type { AnswerRow, AnswersRead, AskedClaim, FileWord } from './audit-file.ts'

/**
 * What a provider's file says of each mentor, or every fault with its line: then nothing of the file is used. A mentor is found by
 * the teacher reference number, and by name only when one mentor of the claim has it. A claim whose mentors are all left empty is
 * not answered yet; one that is answered in part is a fault.
 */
export function readAnswers(rows: readonly AnswerRow[], asked: readonly AskedClaim[]): AnswersRead {
  const byReference = new Map(asked.map((claim) => [claim.reference, claim]))
  const found: Found[] = []
  const wrong: Wrong[] = []
  const firstLines = new Map<string, number>()
  for (const row of rows) {
    const read = row.fault === null ? rowOf(row, byReference) : { line: row.line, claim: null, message: row.fault }
    if ('message' in read) {
      wrong.push(read)
      continue
    }
    const { line, claim, mentor } = read
    const first = firstLines.get(mentor.id)
    if (first !== undefined) wrong.push({ line, claim, message: twice(read, first) })
    else {
      firstLines.set(mentor.id, line)
      found.push(read)
    }
  }
  const whole = found.filter(({ claim }) => !wrong.some((one) => one.claim === claim))
  for (const [claim, own] of Map.groupBy(whole, (one) => one.claim)) wrong.push(...gapsIn(claim, own))
  const words = found.flatMap(({ word }) => word ?? [])
  const faults = wrong.map(({ line, message }) => ({ line, message }))
  return { words, faults: faults.toSorted((one, other) => one.line - other.line) }
}

type Mentor = AskedClaim['lines'][number]
/** `word` is null where the row says nothing. */
type Found = {
  readonly line: number
  readonly claim: AskedClaim
  readonly mentor: Mentor
  readonly word: FileWord | null
}
/** `claim` is null where the row names none of the audit. */
type Wrong = { readonly line: number; readonly claim: AskedClaim | null; readonly message: string }

const twice = ({ claim, mentor }: Found, first: number): string =>
  `${mentor.mentorName} of claim ${claim.reference} is on line ${first} already: leave one row for each mentor`

function rowOf(row: AnswerRow, byReference: ReadonlyMap<string, AskedClaim>): Found | Wrong {
  const { line, cells } = row
  const reference = codeOfCell((cells.claim_reference ?? '').replaceAll(',', ''), 8)
  const claim = reference === null ? undefined : byReference.get(reference)
  if (!claim) return { line, claim: null, message: notAsked(cells.claim_reference ?? '') }
  const wrong = (message: string): Wrong => ({ line, claim, message })
  const mentor = mentorOf(cells, claim)
  if (typeof mentor === 'string') return wrong(mentor)
  const said = answerOf(cells, mentor)
  if (typeof said === 'string') return wrong(`Claim ${claim.reference}, ${mentor.mentorName}: ${said}`)
  if (said !== null && claim.isAnswered)
    return wrong(`Claim ${claim.reference} is answered already: take its rows out or leave their answers empty`)
  const { mentorName, hours: claimed } = mentor
  const where = { line, claimId: claim.claimId, reference: claim.reference, mentor: mentorName, claimed }
  return { line, claim, mentor, word: said && { ...said, ...where, lineId: LineId.parse(mentor.id) } }
}

const notAsked = (written: string): string =>
  written === ''
    ? 'claim_reference is empty: write the reference of the claim'
    : `“${written.slice(0, 40)}” is not a claim that you are asked about here: check the reference, or take the row out`

type Cells = AnswerRow['cells']

/** By number where there is one; its name may have changed since the file was made. */
function mentorOf(cells: Cells, { lines, reference }: AskedClaim): Mentor | string {
  const [trn = '', name = ''] = [cells.mentor_trn, cells.mentor_full_name]
  if (trn !== '') {
    const number = codeOfCell(trn, 7)
    return (
      lines.find(({ mentorTrn }) => mentorTrn === number) ??
      `No mentor of claim ${reference} has the number ${trn.slice(0, 20)}`
    )
  }
  if (name === '') return `mentor_full_name and mentor_trn are empty: write whom of claim ${reference} the row is about`
  const named = lines.filter(({ mentorName }) => folded(mentorName) === folded(name))
  if (named.length > 1)
    return `Claim ${reference} has ${named.length} mentors called ${name}: write the number of each in a column mentor_trn`
  return named[0] ?? `No mentor of claim ${reference} is called ${name.slice(0, 80)}`
}

/** Without capitals, accents, and what people write differently in names. */
const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’‘`.]/gu, '')
    .replaceAll(/[\s-]+/g, ' ')
    .trim()
    .toLowerCase()

const ACCEPTED: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false }

type Said = Pick<FileWord, 'answer' | 'hours' | 'reasonCode' | 'note'>

/** What the row says of the mentor, what is wrong with it, or null where it says nothing. */
function answerOf(cells: Cells, { hours: claimed }: Mentor): Said | string | null {
  const [written = '', reason = '', hoursCell = ''] = [cells.claim_accepted, cells.rejection_reason, cells.hours]
  const changed = changedHours(cells.mentor_hours_of_training ?? '', claimed)
  if (changed !== null) return changed
  if (written === '') return reason === '' && hoursCell === '' ? null : 'claim_accepted is empty: write yes or no'
  const isAccepted = ACCEPTED[written.toLowerCase()]
  if (isAccepted === undefined) return `claim_accepted is “${written.slice(0, 40)}”: write yes or no`
  const hours = hoursCell === '' ? null : hoursOf(hoursCell)
  if (Number.isNaN(hours)) return `hours is “${hoursCell.slice(0, 40)}”: write a whole number from 0 to 100`
  return isAccepted ? accepted({ reason, hours, claimed }) : rejected({ reason, hours, claimed })
}

/** Somebody who writes other hours over ours means to say something, and the file does not say what. */
function changedHours(written: string, claimed: number): string | null {
  if (written === '' || hoursOf(written) === claimed) return null
  return `mentor_hours_of_training is ${written.slice(0, 20)} and the school claimed ${claimed}: leave it as it was, and write other hours in a column hours`
}

const hoursOf = (written: string): number => {
  const digits = /^(\d{1,3})(?:\.0+)?$/.exec(written)?.[1]
  return digits === undefined || Number(digits) > 100 ? Number.NaN : Number(digits)
}

type Given = { readonly reason: string; readonly hours: number | null; readonly claimed: number }

function accepted({ reason, hours, claimed }: Given): Said | string {
  if (reason !== '') return 'claim_accepted is yes and rejection_reason is not empty: write no, or take the reason out'
  if (hours !== null && hours < claimed)
    return `claim_accepted is yes and hours is ${hours} where the school claimed ${claimed}: write no, or leave hours empty`
  return { answer: 'confirmed', hours: null, reasonCode: null, note: null }
}

function rejected({ reason, hours, claimed }: Given): Said | string {
  if (reason.length > 1_000) return 'rejection_reason has more than 1,000 characters: write it shorter'
  const known = reasonOf(reason)
  const note = reason === '' || known !== null ? null : reason
  if (hours !== null && hours > 0) {
    const reasonCode = hours >= claimed ? null : (known ?? 'too-many-hours')
    return { answer: 'other-hours', hours, reasonCode, note }
  }
  if (reason === '') return 'claim_accepted is no and rejection_reason is empty: write why'
  return { answer: 'refused', hours: null, reasonCode: known ?? 'other', note }
}

/** A reason as we word or code it; null for other words, which stay as they are. */
const reasonOf = (written: string): RefusalReason | null =>
  REFUSAL_REASONS.find(
    (code) => code !== 'other' && [code, refusalText[code]].some((known) => folded(known) === folded(written)),
  ) ?? null

/** A claim is answered for all of its mentors or for none. */
function gapsIn(claim: AskedClaim, own: readonly Found[]): readonly Wrong[] {
  const words = own.filter(({ word }) => word !== null)
  const missing = claim.lines.filter(({ id }) => !words.some(({ mentor }) => mentor.id === id))
  if (words.length === 0 || missing.length === 0) return []
  const names = missing.map(({ mentorName, mentorTrn }) => `${mentorName} (${mentorTrn})`).join(', ')
  const message = `Claim ${claim.reference} is answered in part: say yes or no also for ${names}`
  return [{ line: own[0]?.line ?? 0, claim, message }]
}
