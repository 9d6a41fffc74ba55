import type { LineImport } from '#src/platform/imports/import-line.ts'
import { childcareImport } from './childcare/childcare-command-line.ts'
import { listImport } from './lists/lists-command-line.ts'
import { scenariosImport } from './scenarios/scenarios-command-line.ts'

/** The files of the module that `bin/import` takes. */
export const lineImports: readonly LineImport[] = [listImport, childcareImport, scenariosImport]
