import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter, type Importer } from '#src/platform/imports/importer.ts'
import { ofstedUrn } from '../childcare/childcare-search-rules.ts'
import type { EligibilityList } from './eligibility-list.ts'

/** What a list is called on pages, and what its identifiers are. */
export const listTitle: Readonly<Record<EligibilityList, string>> = {
  rise: 'RISE schools',
  'pp50-schools': 'PP50 schools',
  'pp50-further-education': 'PP50 further education',
  childminders: 'Childminders',
  'disadvantaged-early-years': 'Disadvantaged early years settings',
  'local-authority-nurseries': 'Local authority nursery schools',
}

const staged = { identifier: 'text' } as const
const key = ['identifier'] as const

const URN = /^\d{6,7}$/
const UKPRN = /^\d{8}$/

/** A list whose file has one column that counts: a code of digits. */
const ofCodes = (name: EligibilityList, column: string, form: RegExp, what: string): Importer =>
  defineImporter({
    ...{ name, title: listTitle[name], columns: [column], staged, key },
    read: (cells: Cells<string>) => ({ identifier: cells.code(column, form, what) }),
  })

/** The first of the columns that holds something, read as an Ofsted URN. */
const ofsted = (cells: Cells<string>, columns: readonly string[]): string => {
  const given = columns.map((column) => cells.text(column)).find((text) => text !== null)
  if (given === undefined) {
    cells.reject(`${columns.join(' and ')} ${columns.length === 1 ? 'is' : 'are both'} empty`)
    return ''
  }
  const urn = ofstedUrn(given)
  if (urn === null) cells.reject(`“${(given ?? '').slice(0, 40)}” is not an Ofsted URN such as EY123456 or 1234567`)
  return urn ?? ''
}

const CHILDMINDER = 'Childminder URN'
const EARLY_YEARS = ['Ofsted URN', 'Disadvantaged EY School URN'] as const

/** The file of each list, by the heading that its publisher writes. Further columns do not matter. */
export const listFiles: Readonly<Record<EligibilityList, Importer>> = {
  rise: ofCodes('rise', 'RISE School URN', URN, 'a URN of 6 digits'),
  'pp50-schools': ofCodes('pp50-schools', 'PP50 School URN', URN, 'a URN of 6 digits'),
  'pp50-further-education': ofCodes('pp50-further-education', 'FE UKPRN', UKPRN, 'a UKPRN of 8 digits'),
  childminders: defineImporter({
    ...{ name: 'childminders', title: listTitle.childminders, columns: [CHILDMINDER], staged, key },
    read: (cells: Cells<string>) => ({ identifier: ofsted(cells, [CHILDMINDER]) }),
  }),
  // Some years name settings by Ofsted's number, some by their school's; a row may have either.
  'disadvantaged-early-years': defineImporter({
    ...{ name: 'disadvantaged-early-years', title: listTitle['disadvantaged-early-years'], columns: [], staged, key },
    oneOfColumns: EARLY_YEARS,
    read: (cells: Cells<string>) => ({ identifier: ofsted(cells, EARLY_YEARS) }),
  }),
  'local-authority-nurseries': ofCodes('local-authority-nurseries', 'LA Nursery URN', URN, 'a URN of 6 digits'),
}

/** The headings that a list's file may have, for people. */
export const headingsOf = (list: EligibilityList): readonly string[] => {
  const { columns, oneOfColumns = [] } = listFiles[list]
  return [...columns, ...oneOfColumns]
}
