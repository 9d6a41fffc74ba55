import { faulty } from './file-faults.ts'
import { LONGEST_ROW_CHARACTERS } from './file-limits.ts'

/** `line` is the row's first line in the file; `count` is how many columns it has, wanted or not. */
export type CsvRow = {
  readonly cells: readonly string[]
  readonly line: number
  readonly count: number
  /** The row's text; to be asked for only while the row is being taken. */
  readonly raw: () => string
}

export type CsvReader = {
  /** Reads all whole rows of what has come so far. */
  readonly push: (text: string) => void
  readonly end: () => void
  /** From the next row on, only the columns at these positions are taken, in the order of the file. */
  readonly want: (positions: readonly number[]) => void
}

/** What stands between the cells of a row: spreadsheets of other countries write semicolons, and copied cells are held apart by tabs. */
export type Separator = ',' | ';' | '\t'

/**
 * RFC 4180, read in pieces: quoted cells may hold separators, line ends and doubled quotation marks; a line ends with LF, CRLF
 * or CR; blank lines are passed over. Several times as quick as csv-parse on a 139-column extract of which 40 columns are wanted
 * (`bin/bench import` says how many), and held to the same answers as csv-parse by a property test.
 */
export function csvReader(take: (row: CsvRow) => void, separator: Separator = ','): CsvReader {
  const state: State = {
    ...{ take, text: '', at: 0, line: 1, lineEnds: 0, ...marksOf(separator) },
    ...{ column: 0, cells: [], wanted: new Uint8Array(MOST_COLUMNS).fill(1), atEnd: false },
  }
  return {
    push(more) {
      state.text += more
      readRows(state)
    },
    end() {
      state.atEnd = true
      readRows(state)
      if (state.text.length > 0) faulty('unclosed-quote', { line: state.line })
    },
    want(positions) {
      state.wanted = new Uint8Array(Math.max(-1, ...positions) + 1)
      for (const position of positions) state.wanted[position] = 1
    },
  }
}

type State = {
  readonly take: (row: CsvRow) => void
  readonly separator: number
  /** 1 for each character that can end an unquoted cell, up to the last of them. */
  readonly marks: Uint8Array
  /** What is not read yet begins at `at`. */
  text: string
  at: number
  line: number
  /** Line ends inside the quoted cells of the row being read. */
  lineEnds: number
  column: number
  cells: string[]
  wanted: Uint8Array
  atEnd: boolean
}

/** Of the header: further columns are not seen. */
const MOST_COLUMNS = 2_000

const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

function marksOf(character: Separator): Pick<State, 'separator' | 'marks'> {
  const separator = character.charCodeAt(0)
  const marks = new Uint8Array(Math.max(separator, QUOTE) + 1)
  for (const mark of [separator, QUOTE, LINE_FEED, CARRIAGE_RETURN]) marks[mark] = 1
  return { separator, marks }
}

function readRows(state: State): void {
  while (state.at < state.text.length) if (!readRow(state)) break
  state.text = state.text.slice(state.at)
  state.at = 0
}

/** Answers false when the text ends before the row does: the row is then read again, with what comes next. */
function readRow(state: State): boolean {
  const start = state.at
  state.cells = []
  state.column = 0
  state.lineEnds = 0
  let found = readCell(state)
  while (found === 'cell') found = readCell(state)
  const length = (found === 'end of row' ? state.at : state.text.length) - start
  if (length > LONGEST_ROW_CHARACTERS) faulty('row-too-long', { line: state.line })
  if (found === 'end of text') {
    state.at = start
    return false
  }
  giveRow(state, start)
  state.line += state.lineEnds + 1
  return true
}

function giveRow(state: State, start: number): void {
  const raw = () => state.text.slice(start, state.at).trimEnd()
  if (state.column === 1 && raw().trim() === '') return
  state.take({ cells: state.cells, line: state.line, count: state.column, raw })
}

type Found = 'cell' | 'end of row' | 'end of text'

function readCell(state: State): Found {
  return state.text.charCodeAt(state.at) === QUOTE ? readQuotedCell(state) : readPlainCells(state)
}

/** Unquoted cells, up to a quoted one or the end of the row: where nearly all the time goes. */
function readPlainCells(state: State): Found {
  const { text, wanted, cells, separator } = state
  let { at, column } = state
  for (;;) {
    const end = nextMark(state, at)
    if (end === -1) return 'end of text'
    const code = text.charCodeAt(end)
    if (code === QUOTE) return meetQuote(state, { at, column, isFirst: end === at })
    if (wanted[column] === 1) cells.push(text.slice(at, end))
    column += 1
    at = end + 1
    if (code !== separator) {
      keepPlace(state, at, column)
      return endRow(state, code)
    }
  }
}

/** Nearly every character is above the marks: one comparison passes it. The end of the file ends a cell as well. */
function nextMark({ text, marks, atEnd }: State, from: number): number {
  const most = marks.length
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < most && marks[code] === 1) return at
  }
  return atEnd ? text.length : -1
}

function meetQuote(state: State, { at, column, isFirst }: { at: number; column: number; isFirst: boolean }): Found {
  if (!isFirst) faulty('stray-quote', { line: state.line + state.lineEnds })
  keepPlace(state, at, column)
  return 'cell'
}

function keepPlace(state: State, at: number, column: number): void {
  state.at = at
  state.column = column
}

function readQuotedCell(state: State): Found {
  const { text, at, wanted, column } = state
  const end = quotedEnd(state)
  if (end === -1) return 'end of text'
  const inside = text.slice(at + 1, end - 1)
  state.lineEnds += inside.split(/\r\n|\r|\n/).length - 1
  if (wanted[column] === 1) state.cells.push(inside.replaceAll('""', '"'))
  keepPlace(state, end + 1, column + 1)
  const next = text.charCodeAt(end)
  return next === state.separator ? 'cell' : endRow(state, next)
}

/** `code` is no number at the end of the file. After a CR that is the last character so far, an LF may still come. */
function endRow(state: State, code: number): Found {
  if (code === LINE_FEED || Number.isNaN(code)) return 'end of row'
  if (code !== CARRIAGE_RETURN) faulty('stray-quote', { line: state.line + state.lineEnds })
  if (state.at >= state.text.length && !state.atEnd) return 'end of text'
  if (state.text.charCodeAt(state.at) === LINE_FEED) state.at += 1
  return 'end of row'
}

/** Where the quoted cell that begins here ends, or -1 when the text ends first. */
function quotedEnd({ text, at, atEnd }: State): number {
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote === -1 || (quote === text.length - 1 && !atEnd)) return -1
    if (text.charCodeAt(quote + 1) !== QUOTE) return quote + 1
    from = quote + 2
  }
}
