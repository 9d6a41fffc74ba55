import { contacts } from './contacts.ts'
import { applyContacts, compareContacts } from './contacts-store.ts'
import type { DirectoryImport } from './directory-import.ts'
import { establishments } from './establishments.ts'
import { compareEstablishments } from './establishments-queries.ts'
import { applyEstablishments } from './establishments-store.ts'
import { groupLinks } from './group-links.ts'
import { applyGroupLinks, compareGroupLinks } from './group-links-store.ts'
import { groups } from './groups.ts'
import { applyGroups, compareGroups } from './groups-store.ts'
import { links } from './links.ts'
import { applyLinks, compareLinks } from './links-store.ts'
import { section41 } from './section-41.ts'
import { applySection41, compareSection41 } from './section-41-store.ts'

/** Every file that the directory takes, in the order that is best for a first filling; any other order works. */
export const DIRECTORY_IMPORTS: readonly DirectoryImport[] = [
  { importer: establishments, compare: compareEstablishments, apply: applyEstablishments },
  { importer: groups, compare: compareGroups, apply: applyGroups },
  { importer: groupLinks, compare: compareGroupLinks, apply: applyGroupLinks },
  { importer: links, compare: compareLinks, apply: applyLinks },
  { importer: contacts, compare: compareContacts, apply: applyContacts },
  { importer: section41, compare: compareSection41, apply: applySection41 },
]

export const directoryImport = (name: string): DirectoryImport | undefined =>
  DIRECTORY_IMPORTS.find(({ importer }) => importer.name === name)

export const IMPORT_NAMES = DIRECTORY_IMPORTS.map(({ importer }) => importer.name)
