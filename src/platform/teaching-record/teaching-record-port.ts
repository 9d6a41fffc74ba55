import type { Temporal } from '#src/kit/dates.ts'

/** A name as the teaching record has it. */
export type RecordedName = { readonly first: string; readonly middle: string; readonly last: string }

/** Why nobody could say: the service was down or slow, had too much to do, refused us, or answered what nobody understands. */
export type Silence = 'down' | 'slow' | 'busy' | 'refused' | 'malformed' | 'resting'

type NoPerson =
  /** No record has the number, or the one that has it has another date of birth. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'deactivated' }
  /** The record has become part of another; its number is the one to use. */
  | { readonly kind: 'merged-into'; readonly trn: string }
  /** Nothing may rest on it. The same question may be answered later. */
  | { readonly kind: 'unavailable'; readonly why: Silence }

export type FoundTeacher = {
  readonly kind: 'found'
  readonly trn: string
  readonly name: RecordedName
  readonly previousNames: readonly RecordedName[]
}

export type PersonAnswer = FoundTeacher | NoPerson
export type NumberAnswer = { readonly kind: 'active' } | NoPerson

/**
 * The teaching record, which knows every teacher by their teacher reference number (TRN). A date of birth goes there to find
 * somebody and is kept nowhere: not in a row, a log, a message or an error.
 */
export type TeachingRecord = {
  readonly find: (asked: { readonly trn: string; readonly dateOfBirth: Temporal.PlainDate }) => Promise<PersonAnswer>
  /** Who has a number, without a date of birth: only to renew what is known of somebody whose number was proved before. */
  readonly look: (trn: string) => Promise<PersonAnswer>
  /** What became of a number, whoever has it. */
  readonly check: (trn: string) => Promise<NumberAnswer>
}

/** Where none is connected: nobody can say. */
export const noTeachingRecord: TeachingRecord = {
  find: async () => ({ kind: 'unavailable', why: 'down' }),
  look: async () => ({ kind: 'unavailable', why: 'down' }),
  check: async () => ({ kind: 'unavailable', why: 'down' }),
}

/** "Anne Jane Smith". */
export const nameOnRecord = ({ first, middle, last }: RecordedName): string =>
  [first, middle, last].filter((part) => part !== '').join(' ')
