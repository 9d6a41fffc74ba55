import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { EMAIL, URN } from './gias-values.ts'

const COLUMNS = ['URN', 'MainEmail', 'AlternativeEmail', 'LastChangedDate'] as const

type Column = (typeof COLUMNS)[number]

/** The private extract, which alone carries e-mail addresses: `ecf_tech.csv`. Of its other columns it takes nothing. */
export const contacts = defineImporter({
  name: 'gias-contacts',
  title: 'Email addresses of schools (GIAS private extract)',
  columns: COLUMNS,
  staged: { urn: 'text', main: 'text', alternative: 'text', gias_changed_on: 'date' },
  key: ['urn'],
  dated: 'gias_changed_on',
  read: (cells: Cells<Column>) => ({
    urn: cells.code('URN', URN, 'a URN of 5 or 6 digits'),
    main: addressOf(cells, 'MainEmail'),
    alternative: addressOf(cells, 'AlternativeEmail'),
    gias_changed_on: cells.date('LastChangedDate'),
  }),
})

/** A row with a mistyped address is left out: the address that we hold is better than none. */
function addressOf(cells: Cells<Column>, column: 'MainEmail' | 'AlternativeEmail'): string | null {
  const address = cells.text(column)
  if (address === null || EMAIL.test(address)) return address
  cells.reject(`${column} is not an email address`)
  return null
}
