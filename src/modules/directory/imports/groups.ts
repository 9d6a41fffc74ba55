import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { TRUST_TYPE_NAMES } from './gias-codes.ts'
import { companyNumberOf, groupTypeOf, postcodeOf, UKPRN } from './gias-values.ts'

const COLUMNS = [
  ...(['Group UID', 'Group ID', 'Group Name', 'Companies House Number', 'Group Type (code)', 'Group Type'] as const),
  ...(['Closed Date', 'Open date', 'Incorporated on (open date)', 'Group Status (code)'] as const),
  ...(['Group Postcode', 'UKPRN'] as const),
] as const

/** Academy trusts, of all groups of schools: `allgroupsdata20260901.csv`. */
export const groups = defineImporter({
  name: 'gias-groups',
  title: 'Academy trusts (GIAS groups)',
  columns: COLUMNS,
  staged: {
    ...{ group_uid: 'text', group_id: 'text', name: 'text', companies_house_number: 'text' },
    ...{ group_type_code: 'text', group_type_name: 'text', status: 'text', ukprn: 'text', postcode: 'text' },
    ...{ opened_on: 'date', closed_on: 'date' },
  },
  key: ['group_uid'],
  read: (cells: Cells<(typeof COLUMNS)[number]>) => {
    const type = trustTypeOf(cells)
    if (type === null) return null
    return {
      ...type,
      group_uid: cells.code('Group UID', /^\d{1,8}$/, 'a group UID'),
      group_id: cells.text('Group ID'),
      name: cells.needed('Group Name'),
      companies_house_number: companyNumberOf(cells.text('Companies House Number')),
      status: groupStatusOf(cells),
      ukprn: cells.codeIfAny('UKPRN', UKPRN, 'a UKPRN of 8 digits'),
      postcode: postcodeOf(cells.text('Group Postcode')),
      opened_on: cells.date('Open date') ?? cells.date('Incorporated on (open date)'),
      closed_on: cells.date('Closed Date'),
    }
  },
})

/** Null where the group is no academy trust. */
export function trustTypeOf(cells: Cells<'Group Type (code)'>) {
  const code = groupTypeOf(cells.needed('Group Type (code)')) ?? ''
  const name = TRUST_TYPE_NAMES.get(code)
  return name === undefined ? null : { group_type_code: code, group_type_name: name }
}

const STATUSES: ReadonlyMap<string, string> = new Map([
  ['OPEN', 'open'],
  ['CLOSED', 'closed'],
  ['CREATED_IN_ERROR', 'closed'],
  ['PROPOSED_TO_OPEN', 'proposed'],
  ['PROPOSED', 'proposed'],
])

export function groupStatusOf(cells: Cells<'Group Status (code)'>): string {
  const code = cells.needed('Group Status (code)').toUpperCase().replaceAll(/[ -]/g, '_')
  const status = STATUSES.get(code)
  if (status === undefined && code !== '') cells.reject(`Group Status (code) is “${code}”, not OPEN or CLOSED`)
  return status ?? 'open'
}
