import type { LineImport } from '#src/platform/imports/import-line.ts'
import { eligibleSchoolsImport } from './years/eligible-schools-command-line.ts'

/** The files of the module that `bin/import` takes. */
export const lineImports: readonly LineImport[] = [eligibleSchoolsImport]
