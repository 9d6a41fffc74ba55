import type { Refusal } from '#src/kit/result.ts'
import type { ImportOutcome } from './import-file.ts'
import { countLines } from './import-summary-rules.ts'
import { refusalText, unusualText } from './refusal-text.ts'
import { Rejects } from './refuse-import.ts'

/** What the terminal is told at the end of a file that was read whole. */
export function outcomeLines(
  { fileName, rows, summary, rejects }: ImportOutcome,
  mode: 'preview' | 'apply',
  seconds: number,
): readonly string[] {
  const done = mode === 'apply' ? 'applied' : 'checked; nothing is changed'
  return [
    `${fileName}: ${done} (${rows.toLocaleString('en-GB')} rows in ${seconds.toFixed(1)} seconds)`,
    ...countLines(summary.counts).map(({ count, text }) => `${count.toLocaleString('en-GB').padStart(10)}  ${text}`),
    ...Object.entries(summary.notes).map(([note, count]) => `${count.toLocaleString('en-GB').padStart(10)}  ${note}`),
    ...rejectLines(rejects),
    ...summary.unusual.map((unusual) => `   Unusual: ${unusualText(unusual)}`),
    ...(mode === 'preview' ? summary.examples.map(({ kind, what, change }) => `   ${kind}: ${what}: ${change}`) : []),
  ]
}

/** Why nothing was applied, with the rows that condemned the file. */
export function refusalLines(fileName: string, { code, facts }: Refusal): readonly string[] {
  const rejects = Rejects.safeParse(facts['rejects']).data ?? []
  return [
    `${fileName}: refused. ${refusalText({ code, facts: { ...facts } })}`,
    ...rejectLines(rejects),
    ...(code === 'unusual-file' ? ['   To apply it, say why it is right: --accept-unusual "REASON"'] : []),
  ]
}

const REJECTS_TOLD = 20

const rejectLines = (rejects: readonly { readonly line: number; readonly reason: string }[]): readonly string[] =>
  rejects.slice(0, REJECTS_TOLD).map(({ line, reason }) => `   Line ${line}: ${reason}`)
