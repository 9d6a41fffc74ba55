import { z } from 'zod'

/** What an import counts, in the order in which people are told, with the words for one and for many. */
export const COUNTS = {
  added: ['added', 'added'],
  changed: ['changed', 'changed'],
  unchanged: ['unchanged', 'unchanged'],
  renamed: ['renamed', 'renamed'],
  closed: ['school closes', 'schools close'],
  reopened: ['school opens again', 'schools open again'],
  ended: ['ended', 'ended'],
  removed: ['removed', 'removed'],
  absent: [
    'school that we hold is not in the file and stays as it is',
    'schools that we hold are not in the file and stay as they are',
  ],
  unknownSchools: ['row names a school that we do not hold', 'rows name schools that we do not hold'],
  passedOver: ['row is of a kind that we do not keep', 'rows are of kinds that we do not keep'],
  rejected: ['row could not be used', 'rows could not be used'],
} as const satisfies Record<string, readonly [string, string]>

export type CountName = keyof typeof COUNTS
export type Counts = Readonly<Partial<Record<CountName, number>>>

/** "12 added, 3 changed, 1 row could not be used". Counts of nothing are left out. */
export function countsText(counts: Readonly<Record<string, number | undefined>>): string {
  const parts = countLines(counts).map(({ count, text }) => `${count.toLocaleString('en-GB')} ${text}`)
  return parts.length === 0 ? 'no rows' : parts.join(', ')
}

export const countLines = (counts: Readonly<Record<string, number | undefined>>) =>
  Object.entries(COUNTS).flatMap(([name, [one, many]]) => {
    const count = counts[name] ?? 0
    return count === 0 ? [] : [{ name, count, text: count === 1 ? one : many }]
  })

const Example = z.object({
  kind: z.enum(['added', 'changed', 'closed', 'removed']),
  what: z.string(),
  change: z.string(),
})
/** One of the first things that a file adds, changes, closes or removes. */
export type Example = z.output<typeof Example>

const Unusual = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['few-rows', 'many-rows']), rows: z.number(), lastRows: z.number() }),
  z.object({ code: z.literal('too-old'), day: z.string(), days: z.number() }),
  z.object({ code: z.literal('older-than-last'), day: z.string(), lastDay: z.string() }),
  z.object({ code: z.literal('many-closings'), closing: z.number(), open: z.number() }),
])

export const UnusualList = z.array(Unusual)

/** What is kept about what a file says. */
export const ImportSummary = z.object({
  counts: z.record(z.string(), z.number()).default({}),
  notes: z.record(z.string(), z.number()).default({}),
  examples: z.array(Example).default([]),
  unusual: UnusualList.default([]),
})
export type ImportSummary = z.output<typeof ImportSummary>

export const ImportRefusal = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()).default({}) })
export type ImportRefusal = z.output<typeof ImportRefusal>
