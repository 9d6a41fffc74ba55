import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { URN } from './gias-values.ts'

const COLUMNS = ['urn', 'name', 's41_granted', 's41_revoked'] as const

/**
 * The list of independent special institutions approved under section 41, with those that no longer are. One that lost its
 * approval and has it again is there twice. Institutions without a URN are no schools of GIAS and are passed over.
 */
export const section41 = defineImporter({
  name: 'section-41',
  title: 'Section 41 approvals',
  columns: COLUMNS,
  staged: { urn: 'text', granted_on: 'date', revoked_on: 'date' },
  read: (cells: Cells<(typeof COLUMNS)[number]>) => {
    if (cells.text('urn') === null) return null
    const granted = cells.date('s41_granted')
    const revoked = cells.date('s41_revoked')
    if (granted === null && revoked === null) cells.reject('s41_granted and s41_revoked are both empty')
    return {
      urn: cells.code('urn', URN, 'a URN of 5 or 6 digits'),
      granted_on: granted,
      revoked_on: revoked,
    }
  },
})
