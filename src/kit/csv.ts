/** What a spreadsheet program would run as a formula when a cell begins with it. Source: OWASP, "CSV Injection". */
const RUNS_AS_FORMULA = /^[=+\-@\t\r]/

type Cell = string | number | null

/** One row of a file for spreadsheet programs (RFC 4180). Nothing that people typed can run in it as a formula. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

/** A cell that comes back from such a file, as people typed it. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && RUNS_AS_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell

/** Put before the first row, it makes Excel read the file as UTF-8. */
export const CSV_BEGINNING = '\uFEFF'

export const CSV_TYPE = 'text/csv; charset=utf-8'

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = RUNS_AS_FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
