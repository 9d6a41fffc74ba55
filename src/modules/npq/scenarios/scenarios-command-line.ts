import { basename } from 'node:path'
import { Refused } from '#src/kit/result.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { EXIT, type Exit, type ImportLine, type LineImport } from '#src/platform/imports/import-line.ts'
import { runScenarios } from './run-scenarios-queries.ts'
import { countsOf } from './scenario.ts'
import { scenarioLines } from './scenario-lines.ts'

/** `bin/import npq-scenarios FILE`: prints every row that came out differently, then the counts. Changes nothing. */
export const scenariosImport: LineImport = {
  name: 'npq-scenarios',
  usage: 'npq-scenarios FILE                       runs a table of cases through the rules of funding',
  run: async (words, line) => {
    const [path, ...more] = words
    if (path !== undefined && more.length === 0) return runFile(path, line)
    line.write('Say which file: bin/import npq-scenarios FILE')
    return EXIT.usage
  },
}

async function runFile(path: string, { db, now, write }: ImportLine): Promise<Exit> {
  try {
    const results = await runScenarios(db, { path, now: now() })
    for (const text of scenarioLines(results)) write(text)
    const { different, unreadable } = countsOf(results)
    return different + unreadable === 0 ? EXIT.done : EXIT.refused
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    write(`${basename(path)}: refused. ${tableRefusalText(error.refusal)}`)
    return EXIT.refused
  }
}
