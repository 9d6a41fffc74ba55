import { action, page, type Route } from '#src/platform/http/route.ts'
import { type ReplyPlace, replyOfAddress } from '../audits/claim-audit.ts'
import { replyToAudit } from '../audits/reply-to-audit.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { sendReply, showReply } from '../features/audit-reply/reply.ts'
import { removeEvidence } from '../requests/evidence-changes.ts'
import { uploadEvidence } from '../requests/upload-evidence.ts'

const reply = { feature: 'audit-reply', load: replyOfAddress } as const
const mostMegabytes = ({ figures }: ReplyPlace): number => figures['evidence-file-size']

/** What a provider said of a school's claim, and what the school says to it. */
export const auditReplyRoutes: readonly Route[] = [
  page<ReplyPlace>('GET /claims/:claimId/audit', { ...reply, policy: claimPolicy.view, handle: showReply }),
  action<ReplyPlace>('POST /claims/:claimId/audit/reply', {
    ...{ ...reply, policy: claimPolicy.claimant, upload: { maxMegabytes: mostMegabytes, larger: 'told' } },
    ...{ commands: [replyToAudit, uploadEvidence, removeEvidence], handle: sendReply },
  }),
]
