import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { insertFile } from '../files/files-store.ts'
import { auditFileUploaded } from './audit-events.ts'
import { ANSWER_COLUMNS, type AnswerColumn, MORE_ANSWER_COLUMNS } from './audit-file.ts'
import { askedClaims } from './audit-file-queries.ts'
import { auditPolicy } from './audit-policy.ts'
import { auditSubjects } from './audit-subjects.ts'
import { lockAudit } from './audits-store.ts'
import { readAnswers } from './read-answers-rules.ts'
import { AuditId } from './sample.ts'

/**
 * Reads a provider's file of answers and keeps it to look at; staff may upload it for the provider with a reason. It counts for
 * nothing until it is applied; with a single fault it never does.
 */
export const uploadAuditFile = command({
  name: 'claims.upload-audit-file',
  input: z.object({
    auditId: AuditId,
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: ['closed', 'nothing-said', 'reason-needed', ...FILE_FAULTS],
  records: [auditFileUploaded.name],
  async run({ tx, actor, now, process, refuse }, { auditId, fileName, path }) {
    const audit = (await lockAudit(tx, auditId)) ?? refuse('not-found')
    demand(auditPolicy.answerOrSupport(actor, audit))
    if (!actor.worksAt(audit.providerId) && process.reason === null) return refuse('reason-needed')
    if (audit.closedAt !== null) return refuse('closed')
    const shape = { columns: ANSWER_COLUMNS, optionalColumns: MORE_ANSWER_COLUMNS }
    const rows = await readTable<AnswerColumn>(path(), shape)
    const { words, faults } = readAnswers(rows, await askedClaims(tx, auditId))
    if (words.length === 0 && faults.length === 0) return refuse('nothing-said')
    const { id, sha256 } = await insertFile(tx, {
      ...{ kind: 'audit-response', auditId, organisationId: audit.providerId, fileName, now },
      ...{ bytes: await wholeFile(path()), by: { accountId: actor.accountId, name: actor.name } },
      ...{ status: faults.length > 0 ? 'refused' : 'previewed', rows: words, faults },
    })
    const facts = { file: fileName, sha256, mentors: words.length, faults: faults.length }
    return { value: { fileId: id }, events: [auditFileUploaded.of(auditSubjects(audit), facts)] }
  },
})
