import { action, page, type Route } from '#src/platform/http/route.ts'
import type { Audit } from '../audits/audit.ts'
import { type ClaimAuditPlace, claimAuditOfAddress } from '../audits/claim-audit.ts'
import { decideAudit } from '../audits/decide-audit.ts'
import { answerExtension } from '../audits/extend-audit.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { sendDecision, showDecision } from '../features/staff-audits/decision.ts'
import {
  auditInPath,
  sendExtension,
  showAudit,
  showAudits,
  showExtension,
} from '../features/staff-audits/staff-audits.ts'

const staff = { feature: 'staff-audits', policy: claimPolicy.staff } as const
const support = { feature: 'staff-audits', policy: claimPolicy.support } as const
const AUDITS = '/staff/claims/audits'
const CLAIM = '/staff/claims/:claimId/audit'

/** How providers' audits stand, more time for them, and the decision on each claim. */
export const staffAuditRoutes: readonly Route[] = [
  page(`GET ${AUDITS}`, { ...staff, handle: showAudits }),
  page<Audit>(`GET ${AUDITS}/:auditId`, { ...staff, load: auditInPath, handle: showAudit }),
  page<Audit>(`GET ${AUDITS}/:auditId/extension`, { ...support, load: auditInPath, handle: showExtension }),
  action<Audit>(`POST ${AUDITS}/:auditId/extension`, {
    ...{ ...support, load: auditInPath, commands: [answerExtension], handle: sendExtension },
  }),
  page<ClaimAuditPlace>(`GET ${CLAIM}`, { ...staff, load: claimAuditOfAddress, handle: showDecision }),
  action<ClaimAuditPlace>(`POST ${CLAIM}/decision`, {
    ...{ ...support, load: claimAuditOfAddress, commands: [decideAudit], handle: sendDecision },
  }),
]
