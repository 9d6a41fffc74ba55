import { basename } from 'node:path'
import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import {
  EXIT,
  type Exit,
  type ImportLine,
  type LineImport,
  type LineWords,
  lineContext,
  readLineWords,
} from '#src/platform/imports/import-line.ts'
import { applyList } from './apply-list.ts'
import { ELIGIBILITY_LISTS, type EligibilityList } from './eligibility-list.ts'
import { discardList } from './end-list-version.ts'
import { listRefusalText } from './list-refusal-text.ts'
import { differenceOf, versionById } from './list-versions-queries.ts'
import { uploadList } from './upload-list.ts'

/** `bin/import npq-list LIST FILE [--from DATE]`: uploads a list and makes it count from a day on, today unless told otherwise. */
export const listImport: LineImport = {
  name: 'npq-list',
  usage: 'npq-list LIST FILE [--from 2026-12-01]    a list of eligible settings',
  run: async (words, line) => {
    const asked = readLineWords(words)
    const [name, path, ...more] = typeof asked === 'string' ? [] : asked.rest
    const list = ELIGIBILITY_LISTS.find((known) => known === name)
    if (typeof asked !== 'string' && list && path !== undefined && more.length === 0) {
      return importOne({ ...asked, list, path }, line)
    }
    line.write(typeof asked === 'string' ? asked : 'Say which list and which file.')
    line.write('bin/import npq-list [--dry-run] [--from DATE] [--accept-unusual REASON] LIST FILE')
    line.write(`  LIST is one of ${ELIGIBILITY_LISTS.join(', ')}`)
    return EXIT.usage
  },
}

type Asked = LineWords & { readonly list: EligibilityList; readonly path: string }

async function importOne(asked: Asked, line: ImportLine): Promise<Exit> {
  const { list, path, mode, acceptedBecause } = asked
  const fileName = basename(path)
  const from = asked.from ?? londonDate(line.now()).toString()
  if (!z.iso.date().safeParse(from).success) {
    line.write('Write the day after --from like 2026-12-01.')
    return EXIT.usage
  }
  const context = lineContext(line, acceptedBecause)
  const uploaded = await execute(context, uploadList, {
    list,
    fileName,
    path: () => path,
    sha256: await sha256Of(path),
  })
  if (!uploaded.ok) return refused(line, fileName, uploaded.refusal)
  const { versionId } = uploaded.value
  await tellVersion(line, versionId)
  if (mode === 'preview') {
    line.write(`${fileName}: checked; it counts for nothing until it is applied at /staff/npq/lists/${list}`)
    return EXIT.done
  }
  const applied = await execute(context, applyList, { versionId, from, because: acceptedBecause })
  if (!applied.ok) {
    await execute(context, discardList, { versionId })
    return refused(line, fileName, applied.refusal)
  }
  line.write(`${fileName}: ${applied.value.rows.toLocaleString('en-GB')} rows count from ${from}`)
  return EXIT.done
}

async function tellVersion({ db, now, write }: ImportLine, versionId: string): Promise<void> {
  const version = await versionById(db, versionId)
  if (!version) return
  const { added, removed } = await differenceOf(db, { version, at: now() })
  write(`${added.toLocaleString('en-GB')} added, ${removed.toLocaleString('en-GB')} removed`)
  for (const { line, reason } of version.leftOut) write(`   Line ${line}: ${reason}`)
}

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

function refused({ write }: ImportLine, fileName: string, { code, facts }: Refusal): Exit {
  write(`${fileName}: refused. ${listRefusalText({ code, facts: { ...facts } })}`)
  if (code === 'reason-needed') write('   To apply it, say why it is right: --accept-unusual "REASON"')
  return EXIT.refused
}
