import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { URN } from './gias-values.ts'

const COLUMNS = ['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate'] as const

/** Which schools came before and after which: `links_edubasealldata20260901.csv`. URNs that we do not hold are kept. */
export const links = defineImporter({
  name: 'gias-links',
  title: 'Predecessors and successors (GIAS links)',
  columns: COLUMNS,
  staged: { urn: 'text', linked_urn: 'text', linked_name: 'text', link_type: 'text', established_on: 'date' },
  key: ['urn', 'linked_urn', 'link_type'],
  dated: 'established_on',
  read: (cells: Cells<(typeof COLUMNS)[number]>) => ({
    urn: cells.code('URN', URN, 'a URN of 5 or 6 digits'),
    linked_urn: cells.code('LinkURN', URN, 'a URN of 5 or 6 digits'),
    linked_name: cells.needed('LinkName'),
    link_type: cells.needed('LinkType'),
    established_on: cells.date('LinkEstablishedDate'),
  }),
})
