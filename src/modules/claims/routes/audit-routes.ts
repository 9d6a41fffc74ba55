import { action, page, type Route } from '#src/platform/http/route.ts'
import { answerAudit } from '../audits/answer-audit.ts'
import {
  type AuditedPlace,
  type AuditPlace,
  auditedOfAddress,
  auditOfAddress,
  type ProviderPlace,
  providerOfAddress,
} from '../audits/audit-place.ts'
import { auditPolicy } from '../audits/audit-policy.ts'
import { askForExtension } from '../audits/extend-audit.ts'
import { settleAuditFile } from '../audits/settle-audit-file.ts'
import { uploadAuditFile } from '../audits/upload-audit-file.ts'
import { takeFile } from '../exports/take-file.ts'
import { sendAnswer, showAnswer } from '../features/audits/answer.ts'
import {
  downloadClaims,
  type FilePlace,
  fileOfAddress,
  sendUpload,
  settlePreview,
  showPreview,
  showUpload,
} from '../features/audits/answer-file.ts'
import { showAudit, showAudits } from '../features/audits/audits.ts'
import { sendMoreTime, showMoreTime } from '../features/audits/more-time.tsx'

const AUDITS = '/organisations/:providerId/audits'
const ONE = `${AUDITS}/:auditId` as const
const audits = { feature: 'audits' } as const
const one = { ...audits, load: auditOfAddress } as const
const claim = { ...audits, load: auditedOfAddress } as const
const file = { ...audits, policy: auditPolicy.answerOrSupport, load: fileOfAddress } as const
const MEGABYTES = 2

/** What a provider is asked to check, and how it answers. */
export const auditRoutes: readonly Route[] = [
  page<ProviderPlace>(`GET ${AUDITS}`, {
    ...{ ...audits, policy: auditPolicy.view, load: providerOfAddress, handle: showAudits },
  }),
  page<AuditPlace>(`GET ${ONE}`, { ...one, policy: auditPolicy.view, handle: showAudit }),
  page<AuditedPlace>(`GET ${ONE}/claims/:claimId`, { ...claim, policy: auditPolicy.view, handle: showAnswer }),
  action<AuditedPlace>(`POST ${ONE}/claims/:claimId/answers`, {
    ...{ ...claim, policy: auditPolicy.answerOrSupport, commands: [answerAudit], handle: sendAnswer },
  }),
  page<AuditPlace>(`GET ${ONE}/claims-file`, {
    ...{ ...one, policy: auditPolicy.answerOrSupport, priority: 'low', handle: downloadClaims },
  }),
  action<AuditPlace>(`POST ${ONE}/claims-file`, {
    ...{ ...one, policy: auditPolicy.answerOrSupport, priority: 'low' },
    ...{ commands: [takeFile], handle: downloadClaims },
  }),
  page<AuditPlace>(`GET ${ONE}/file`, { ...one, policy: auditPolicy.answerOrSupport, handle: showUpload }),
  action<AuditPlace>(`POST ${ONE}/file`, {
    ...{ ...one, policy: auditPolicy.answerOrSupport, upload: { maxMegabytes: MEGABYTES } },
    ...{ commands: [uploadAuditFile], handle: sendUpload },
  }),
  page<FilePlace>(`GET ${ONE}/file/:auditFileId`, { ...file, handle: showPreview }),
  action<FilePlace>(`POST ${ONE}/file/:auditFileId`, { ...file, commands: [settleAuditFile], handle: settlePreview }),
  page<AuditPlace>(`GET ${ONE}/more-time`, { ...one, policy: auditPolicy.answer, handle: showMoreTime }),
  action<AuditPlace>(`POST ${ONE}/more-time`, {
    ...{ ...one, policy: auditPolicy.answer, commands: [askForExtension], handle: sendMoreTime },
  }),
]
