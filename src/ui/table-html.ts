import { escaped } from './escaped.ts'
import type { Render } from './kept-html.ts'
import { remembered } from './remembered.ts'
import { official } from './templates.ts'

type Cell = Readonly<Record<string, unknown>>

const render = official('table')
const BODY = '<tbody class="govuk-table__body">\n'
/** Nothing that a template changes or a cell can hold. */
const TOKEN = '\0'

/**
 * A table by the official template, which is asked once for each shape of table and of row, with a token for each content;
 * fifty rows are then fifty fillings. The bytes are the template's own: table-html.test.ts compares them.
 */
export const tableHtml: Render = (options) => {
  const { rows, ...rest } = options
  if (!isPlain(rows)) return render(options)
  const [before, after] = shellOf(JSON.stringify(rest), () => render({ ...rest, rows: [] }).split(BODY))
  const isHeaded = options['firstCellIsHeader'] === true
  return `${before}${BODY}${rows.map((row) => rowHtml(row, isHeaded)).join('')}${after}`
}

/** The template skips rows that are false or missing; so rare a table goes to it whole. */
const isPlain = (rows: unknown): rows is readonly (readonly Cell[])[] =>
  Array.isArray(rows) && rows.every(Array.isArray)

function rowHtml(cells: readonly Cell[], firstCellIsHeader: boolean): string {
  const key = cells.map(shapeKey).join() + (firstCellIsHeader ? 'headed' : '')
  const pieces = rowOf(key, () => {
    const rows = [cells.map((cell) => ({ ...shapeOf(cell), html: TOKEN }))]
    const whole = render({ rows, firstCellIsHeader })
    return whole.slice(whole.indexOf(BODY) + BODY.length, whole.lastIndexOf('  </tbody>')).split(TOKEN)
  })
  let row = pieces[0] ?? ''
  for (const [at, cell] of cells.entries()) row += content(cell) + (pieces[at + 1] ?? '')
  return row
}

/** All of a cell but its content. */
const shapeOf = ({ text: _text, html: _html, ...shape }: Cell): Cell => shape

function shapeKey(cell: Cell): string {
  for (const name in cell) {
    if (name !== 'text' && name !== 'html') return JSON.stringify(shapeOf(cell))
  }
  return '{}'
}

function content({ html, text }: Cell): string {
  if (html) return String(html)
  return text === undefined || text === null ? '' : escaped(String(text))
}

const shellOf = remembered<readonly string[]>()
const rowOf = remembered<readonly string[]>()
