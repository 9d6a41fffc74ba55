import { FILE_FAULTS, type FileFault } from './file-faults.ts'

type Fault = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why a table that somebody has made is refused, and what to do. */
export const tableRefusalText = (refusal: Fault): string => fileFaultText(refusal, 'made')

/** Whether the file was published and downloaded, or is a table that somebody has made. */
type Origin = 'downloaded' | 'made'

/** Why a file cannot be read at all and what to do, in whole sentences. A code that is no fault of a file is ours. */
export function fileFaultText({ code, facts }: Fault, origin: Origin): string {
  const fault = FILE_FAULTS.find((known) => known === code)
  if (fault !== undefined) return TEXTS[fault](facts, AGAIN[origin])
  return 'Something went wrong on our side, not in the file. Nothing was changed. Try again later.'
}

const AGAIN: Readonly<Record<Origin, string>> = {
  downloaded: 'Download the file again and upload it as it is, without opening it in a spreadsheet.',
  made: 'Put it right, save the table as “CSV UTF-8” and upload it again.',
}

type Facts = Fault['facts']

const TEXTS: Readonly<Record<FileFault, (facts: Facts, again: string) => string>> = {
  'empty-file': (_facts, again) => `The file is empty. ${again}`,
  'no-rows': (_facts, again) => `The file has a header and no rows. ${again}`,
  'is-archive': () =>
    'The file is a zip archive, a workbook or a PDF. Upload the CSV file itself, or the CSV file compressed as .csv.gz.',
  'is-html': (_facts, again) => `The file is a web page, XML or JSON, not rows: the download went wrong. ${again}`,
  'is-utf-16': () => 'The file is in UTF-16. Save it as “CSV UTF-8” and upload it again.',
  'has-nul': ({ line }, again) => `The file holds a NUL character on line ${line}: it is damaged or not text. ${again}`,
  'unknown-encoding': (_facts, again) => `The text of the file is neither UTF-8 nor windows-1252. ${again}`,
  'damaged-archive': (_facts, again) => `The compressed file is cut off or damaged. ${again}`,
  'file-too-large': ({ megabytes }) =>
    `The file has more than ${megabytes} megabytes. Check that it is the right file. If it is, split it into smaller files.`,
  'too-many-rows': ({ most }) =>
    `The file has more than ${numberText(most)} rows. Check that it is the right file. If it is, split it into smaller files.`,
  'missing-columns': ({ missing }) =>
    `The file has no column ${listText(missing)}. Check that it is the right file: columns are found by their names in the first line.`,
  'repeated-column': ({ column }, again) => `The file has the column ${column} twice. ${again}`,
  'wrong-separator': ({ separator }) =>
    `The columns of the file are separated by ${SEPARATORS[String(separator)] ?? 'another character'}. Save it with commas and upload it again.`,
  'row-too-long': ({ line }, again) =>
    `Line ${line} is far too long for a row: a quotation mark is not closed, or the file is damaged. ${again}`,
  'row-of-wrong-length': ({ line, columns, expected }, again) =>
    `Line ${line} has ${columns} columns where the header has ${expected}: the file is cut off or damaged. ${again}`,
  'stray-quote': ({ line }, again) =>
    `Line ${line} has a quotation mark in the wrong place: the file is damaged. ${again}`,
  'unclosed-quote': ({ line }, again) =>
    `The quotation mark on line ${line} is never closed: the file is cut off or damaged. ${again}`,
  'repeated-key': ({ key, columns, lines }, again) =>
    `${listText(columns)} ${key} is in the file twice, on lines ${listText(lines)}. ${again}`,
  'too-many-rejects': ({ rejected, rows }, again) =>
    `${numberText(rejected)} of ${numberText(rows)} rows cannot be used: the file is damaged, or a spreadsheet has changed it. ${again}`,
}

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' }

const numberText = (value: unknown): string => Number(value).toLocaleString('en-GB')

/** "URN", "URN and LA (code)": facts come back from storage, so nothing is taken for granted. */
function listText(value: unknown): string {
  const words = Array.isArray(value) ? value.map(String) : [String(value)]
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
