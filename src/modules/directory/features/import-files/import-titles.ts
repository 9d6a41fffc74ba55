import { directoryImport } from '../../imports/importers.ts'

/** What a kind of file is called on pages; a kind that no longer exists keeps its name. */
export const titleOf = (name: string): string => directoryImport(name)?.importer.title ?? name
