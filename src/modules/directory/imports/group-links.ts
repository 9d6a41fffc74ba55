import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { URN } from './gias-values.ts'
import { groupStatusOf, trustTypeOf } from './groups.ts'

const COLUMNS = [
  ...(['URN', 'Group UID', 'Group Name', 'Group Type (code)', 'Group Status (code)', 'Joined date'] as const),
] as const

/** Which school is in which academy trust now: `alllinksdata20260901.csv`. It brings the trusts that it names, if need be. */
export const groupLinks = defineImporter({
  name: 'gias-group-links',
  title: 'Schools in academy trusts (GIAS group links)',
  columns: COLUMNS,
  staged: {
    ...{ urn: 'text', group_uid: 'text', name: 'text', joined_on: 'date' },
    ...{ group_type_code: 'text', group_type_name: 'text', status: 'text' },
  },
  key: ['urn', 'group_uid'],
  read: (cells: Cells<(typeof COLUMNS)[number]>) => {
    const type = trustTypeOf(cells)
    if (type === null) return null
    return {
      ...type,
      urn: cells.code('URN', URN, 'a URN of 5 or 6 digits'),
      group_uid: cells.code('Group UID', /^\d{1,8}$/, 'a group UID'),
      name: cells.needed('Group Name'),
      status: groupStatusOf(cells),
      joined_on: cells.date('Joined date'),
    }
  },
})
