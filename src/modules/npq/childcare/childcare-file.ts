import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { ofstedUrn, searchText } from './childcare-search-rules.ts'

const REQUIRED = ['Provider URN', 'Provider name'] as const
const OPTIONAL = [
  'Provider type',
  'Provider status',
  'Provider address line 1',
  'Provider town',
  // One or the other, by year of publication.
  'Provider postcode',
  'Postcode',
  'Local authority',
  'Ofsted region',
  'Region',
  'Provider Early Years Register flag',
] as const
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number]

/**
 * Ofsted's table of the most recent inspections of childcare providers (statistical release "Childcare providers and
 * inspections as at …"). Headings change their capitals from release to release, and titles stand above them.
 */
export const childcareFile = defineImporter({
  name: 'childcare-providers',
  title: 'Childcare providers (Ofsted, most recent inspections)',
  columns: REQUIRED,
  optionalColumns: OPTIONAL,
  ignoresCase: true,
  linesBefore: 5,
  staged: {
    ...{ urn: 'text', name: 'text', status: 'text', street: 'text', town: 'text', postcode: 'text' },
    ...{ local_authority: 'text', region: 'text', on_early_years_register: 'boolean', search_text: 'text' },
  },
  key: ['urn'],
  read: (cells: Cells<Column>) => {
    const name = published(cells, 'Provider name') ?? published(cells, 'Provider type') ?? 'Childcare provider'
    const town = published(cells, 'Provider town')
    const postcode = published(cells, 'Provider postcode') ?? published(cells, 'Postcode')
    return {
      urn: urnOf(cells),
      name,
      // A release without the column lists active providers alone.
      status: (cells.text('Provider status') ?? 'active').toLowerCase() === 'active' ? 'open' : 'closed',
      street: published(cells, 'Provider address line 1'),
      town,
      postcode,
      local_authority: published(cells, 'Local authority'),
      region: published(cells, 'Ofsted region') ?? published(cells, 'Region'),
      on_early_years_register: flag(cells.text('Provider Early Years Register flag')),
      search_text: searchText({ name, town, postcode }),
    }
  },
})

/** Names and addresses of people who work at home are not published: the cell says so. */
function published(cells: Cells<Column>, column: Column): string | null {
  const text = cells.text(column)
  return text === null || text.toUpperCase() === 'REDACTED' ? null : text
}

function urnOf(cells: Cells<Column>): string {
  const given = cells.needed('Provider URN')
  const urn = ofstedUrn(given)
  if (given !== '' && urn === null) {
    cells.reject(`Provider URN is “${given.slice(0, 40)}”, not a number such as EY123456`)
  }
  return urn ?? ''
}

const flag = (text: string | null): boolean | null => (text === null ? null : text.toUpperCase() === 'Y')
