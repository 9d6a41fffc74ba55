import { dateText, Temporal } from '#src/kit/dates.ts'
import { fileFaultText } from '#src/platform/imports/file-fault-text.ts'
import type { Unusual } from './import-guard-rules.ts'
import { type ImportRefusal, UnusualList } from './import-summary-rules.ts'

/** Why a file is refused and what to do, in whole sentences. Nothing of a refused file is ever applied. */
export function refusalText(refusal: ImportRefusal): string {
  const text = TEXTS[refusal.code]
  return text ? text(refusal.facts) : fileFaultText(refusal, 'downloaded')
}

type Facts = ImportRefusal['facts']

const TEXTS: Readonly<Record<string, (facts: Facts) => string>> = {
  'file-too-large': ({ megabytes }) =>
    `The file has more than ${megabytes} megabytes. The extracts have less than 30: check which file it is.`,
  'unusual-file': ({ unusual }) =>
    `${asUnusual(unusual).map(unusualText).join(' ')} Check that it is the right file. If it is, apply it with a reason.`,
  'file-gone': () => 'The uploaded file is no longer kept. Upload it again.',
  'not-applied-in-time': () => 'Nobody applied the file in time, so it was not kept. Upload a new one.',
  'no-longer-running': () => 'This import has ended already. Upload the file again.',
}

/** What is unusual about a sound file. */
export function unusualText(unusual: Unusual): string {
  switch (unusual.code) {
    case 'few-rows':
      return `The file has ${numberText(unusual.rows)} rows; the last one had ${numberText(unusual.lastRows)}.`
    case 'many-rows':
      return `The file has ${numberText(unusual.rows)} rows; the last one had only ${numberText(unusual.lastRows)}.`
    case 'too-old':
      return `The file is of ${day(unusual.day)}: ${numberText(unusual.days)} days old.`
    case 'older-than-last':
      return `The file is of ${day(unusual.day)}; the last one applied was newer, of ${day(unusual.lastDay)}.`
    case 'many-closings':
      return `The file closes ${numberText(unusual.closing)} of ${numberText(unusual.open)} open schools.`
  }
}

const day = (text: string): string => dateText(Temporal.PlainDate.from(text))
const numberText = (value: unknown): string => Number(value).toLocaleString('en-GB')

const asUnusual = (value: unknown): readonly Unusual[] => UnusualList.safeParse(value).data ?? []
