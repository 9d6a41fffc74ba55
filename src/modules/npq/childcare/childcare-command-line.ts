import { basename } from 'node:path'
import type { Result } from '#src/kit/result.ts'
import { execute } from '#src/platform/commands/command.ts'
import {
  EXIT,
  type Exit,
  type ImportLine,
  type LineImport,
  type LineWords,
  lineContext,
  readLineWords,
} from '#src/platform/imports/import-line.ts'
import type { Reject } from '#src/platform/imports/read-file.ts'
import { fileRefusalText } from '../../directory/public.ts'
import type { ChildcareCounts } from './childcare-store.ts'
import { importChildcare } from './import-childcare.ts'

/** `bin/import childcare-providers [--dry-run] [--accept-unusual REASON] FILE`. */
export const childcareImport: LineImport = {
  name: 'childcare-providers',
  usage: 'childcare-providers FILE                 childcare providers (Ofsted, most recent inspections)',
  run: async (words, line) => {
    const asked = readLineWords(words)
    const [path, ...more] = typeof asked === 'string' ? [] : asked.rest
    if (typeof asked === 'string' || path === undefined || more.length > 0) {
      line.write(typeof asked === 'string' ? asked : 'Say which file.')
      line.write('bin/import childcare-providers [--dry-run] [--accept-unusual REASON] FILE')
      return EXIT.usage
    }
    return importOne(path, asked, line)
  },
}

async function importOne(path: string, { mode, acceptedBecause }: LineWords, line: ImportLine): Promise<Exit> {
  const fileName = basename(path)
  const input = { mode, acceptedBecause, path, fileName }
  const result = await execute(lineContext(line, acceptedBecause), importChildcare, input)
  for (const text of linesOf(fileName, mode, result)) line.write(text)
  return result.ok ? EXIT.done : EXIT.refused
}

type Done = { readonly rows: number; readonly rejects: readonly Reject[]; readonly counts: ChildcareCounts }

function linesOf(fileName: string, mode: LineWords['mode'], result: Result<Done>): readonly string[] {
  if (!result.ok) return [`${fileName}: refused. ${refusalText(result.refusal)}`]
  const { rows, rejects, counts } = result.value
  const { added, changed, closed, unchanged } = counts
  return [
    `${fileName}: ${mode === 'apply' ? 'applied' : 'checked; nothing is changed'} (${number(rows)} rows)`,
    `${number(added)} added, ${number(changed)} changed, ${number(closed)} closed, ${number(unchanged)} unchanged`,
    ...rejects.map(({ line, reason }) => `   Line ${line}: ${reason}`),
  ]
}

function refusalText({
  code,
  facts,
}: {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
}): string {
  if (code !== 'many-closings') return fileRefusalText({ code, facts: { ...facts } })
  return `The file closes ${number(Number(facts['closed']))} of ${number(Number(facts['open']))} open providers. Check that it is a whole release. If it is, say why: --accept-unusual "REASON"`
}

const number = (count: number): string => count.toLocaleString('en-GB')
