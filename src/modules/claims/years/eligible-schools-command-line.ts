import { basename } from 'node:path'
import { londonDate } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import {
  EXIT,
  type Exit,
  type ImportLine,
  type LineImport,
  lineContext,
  readLineWords,
} from '#src/platform/imports/import-line.ts'
import { applyEligibleSchools, discardEligibleSchools } from './apply-eligible-schools.ts'
import { eligibleFile } from './eligible-files-store.ts'
import { eligibleRefusalText } from './eligible-refusal-text.ts'
import { uploadEligibleSchools } from './upload-eligible-schools.ts'
import { windowThatCounts } from './window-rules.ts'
import { allWindows } from './years-queries.ts'

const NAME = 'claims-eligible-schools'

/** `bin/import claims-eligible-schools FILE [YEAR]`: schools that may claim, all rows or none; for the year of the window that counts. */
export const eligibleSchoolsImport: LineImport = {
  name: NAME,
  usage: `${NAME} FILE [2025]    schools that may claim for mentor training`,
  run: async (words, line) => {
    const asked = readLineWords(words)
    const [path, year, ...more] = typeof asked === 'string' ? [] : asked.rest
    if (typeof asked !== 'string' && path !== undefined && more.length === 0 && /^(20\d\d)?$/.test(year ?? '')) {
      return importOne({ path, year: year ? Number(year) : null, mode: asked.mode }, line)
    }
    line.write(typeof asked === 'string' ? asked : 'Say which file.')
    line.write(`bin/import ${NAME} [--dry-run] FILE [YEAR]`)
    line.write('  FILE has the columns name and urn; YEAR is that in which the academic year begins')
    return EXIT.usage
  },
}

type Asked = { readonly path: string; readonly year: number | null; readonly mode: 'preview' | 'apply' }

async function importOne({ path, year: given, mode }: Asked, line: ImportLine): Promise<Exit> {
  const fileName = basename(path)
  const year = given ?? windowThatCounts(await allWindows(line.db), londonDate(line.now()))?.year
  if (year === undefined) {
    line.write('There is no claim window. Write the year after the file.')
    return EXIT.usage
  }
  const context = lineContext(line, 'Given on the command line')
  const input = { year, fileName, path: () => path, sha256: await sha256Of(path) }
  const uploaded = await execute(context, uploadEligibleSchools, input)
  if (!uploaded.ok) return refused(line, fileName, uploaded.refusal)
  const { fileId } = uploaded.value
  const file = await eligibleFile(line.db, fileId)
  for (const { line: number, fault } of file?.faults ?? []) line.write(`   Line ${number}: ${fault}`)
  if (mode === 'preview') {
    line.write(`${fileName}: checked; it counts for nothing until it is applied at /staff/claims/eligible-schools`)
    return EXIT.done
  }
  const applied = await execute(context, applyEligibleSchools, { fileId })
  if (!applied.ok) {
    await execute(context, discardEligibleSchools, { fileId })
    return refused(line, fileName, applied.refusal)
  }
  line.write(`${fileName}: ${applied.value.added.toLocaleString('en-GB')} schools added for ${year} to ${year + 1}`)
  return EXIT.done
}

function refused({ write }: ImportLine, fileName: string, refusal: Parameters<typeof eligibleRefusalText>[0]): Exit {
  write(`${fileName}: refused. ${eligibleRefusalText(refusal)}`)
  return EXIT.refused
}
