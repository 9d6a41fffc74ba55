import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '#src/ui/repository.ts'

/** The national files, in the order of a first filling. */
export const NATIONAL = [
  { name: 'gias-establishments', file: 'edubasealldata20260901.csv.gz' },
  { name: 'gias-groups', file: 'allgroupsdata20260901.csv.gz' },
  { name: 'gias-group-links', file: 'alllinksdata20260901.csv.gz' },
  { name: 'gias-links', file: 'links_edubasealldata20250422.csv.gz' },
  { name: 'gias-contacts', file: 'ecf_tech.csv.gz' },
  { name: 'section-41', file: 'section_41_schools.csv' },
].map(({ name, file }) => ({ name, path: join(repository, '../shared/data/gias', file) }))

export const areThere = (): boolean => NATIONAL.every(({ path }) => existsSync(path))
