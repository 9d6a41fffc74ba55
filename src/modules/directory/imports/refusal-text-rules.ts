import { dateText, Temporal } from '#src/kit/dates.ts'
import type { Unusual } from './import-guard-rules.ts'
import { type ImportRefusal, UnusualList } from './import-summary-rules.ts'

/** Why a file is refused and what to do, in whole sentences. Nothing of a refused file is ever applied. */
export function refusalText({ code, facts }: ImportRefusal): string {
  const text = TEXTS[code]
  return text ? text(facts) : 'Something went wrong on our side, not in the file. Nothing was changed. Try again later.'
}

type Facts = ImportRefusal['facts']

const again = 'Download the file again and upload it as it is, without opening it in a spreadsheet.'

const TEXTS: Readonly<Record<string, (facts: Facts) => string>> = {
  'empty-file': () => `The file is empty. ${again}`,
  'no-rows': () => `The file has a header and no rows. ${again}`,
  'is-archive': () =>
    'The file is a zip archive, a workbook or a PDF. Upload the CSV file itself, or the CSV file compressed as .csv.gz.',
  'is-html': () => `The file is a web page, XML or JSON, not rows: the download went wrong. ${again}`,
  'is-utf-16': () => 'The file is in UTF-16. Save it as “CSV UTF-8” and upload it again.',
  'has-nul': ({ line }) => `The file holds a NUL character on line ${line}: it is damaged or not text. ${again}`,
  'unknown-encoding': () => `The text of the file is neither UTF-8 nor windows-1252. ${again}`,
  'damaged-archive': () => `The compressed file is cut off or damaged. ${again}`,
  'file-too-large': ({ megabytes }) =>
    `The file has more than ${megabytes} megabytes. The extracts have less than 30: check which file it is.`,
  'missing-columns': ({ missing }) =>
    `The file has no column ${listText(missing)}. Check that it is the right file: columns are found by their names in the first line.`,
  'repeated-column': ({ column }) => `The file has the column ${column} twice. ${again}`,
  'wrong-separator': ({ separator }) =>
    `The columns of the file are separated by ${SEPARATORS[String(separator)] ?? 'another character'}. Save it with commas and upload it again.`,
  'row-too-long': ({ line }) =>
    `Line ${line} is far too long for a row: a quotation mark is not closed, or the file is damaged. ${again}`,
  'row-of-wrong-length': ({ line, columns, expected }) =>
    `Line ${line} has ${columns} columns where the header has ${expected}: the file is cut off or damaged. ${again}`,
  'stray-quote': ({ line }) => `Line ${line} has a quotation mark in the wrong place: the file is damaged. ${again}`,
  'unclosed-quote': ({ line }) =>
    `The quotation mark on line ${line} is never closed: the file is cut off or damaged. ${again}`,
  'repeated-key': ({ key, columns, lines }) =>
    `${listText(columns)} ${key} is in the file twice, on lines ${listText(lines)}. ${again}`,
  'too-many-rejects': ({ rejected, rows }) =>
    `${numberText(rejected)} of ${numberText(rows)} rows cannot be used: the file is damaged, or a spreadsheet has changed it. ${again}`,
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

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' }

const day = (text: string): string => dateText(Temporal.PlainDate.from(text))
const numberText = (value: unknown): string => Number(value).toLocaleString('en-GB')

/** "URN", "URN or LA (code)": facts come back from storage, so nothing is taken for granted. */
function listText(value: unknown): string {
  const words = Array.isArray(value) ? value.map(String) : [String(value)]
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

const asUnusual = (value: unknown): readonly Unusual[] => UnusualList.safeParse(value).data ?? []
