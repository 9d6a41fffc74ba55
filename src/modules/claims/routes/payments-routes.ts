import { action, page, type Route } from '#src/platform/http/route.ts'
import { applyResponse } from '../batches/apply-response.ts'
import { approveBatch } from '../batches/approve-batch.ts'
import type { Batch } from '../batches/batch.ts'
import { discardBatch } from '../batches/discard-batch.ts'
import { discardResponse } from '../batches/discard-response.ts'
import { prepareBatch } from '../batches/prepare-batch.ts'
import { uploadResponse } from '../batches/upload-response.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import {
  batchOfAddress,
  sendApproval,
  sendDiscarding,
  sendFile,
  sendNewLinks,
  showApproval,
  showBatch,
  showDiscarding,
} from '../features/claim-batches/batch.ts'
import { sendNewBatch, showBatches, showNewBatch } from '../features/claim-batches/batches.ts'
import {
  putAway,
  type Response,
  responseOfAddress,
  sendResponse,
  sendUpload,
  sentBatchOfAddress,
  showResponse,
  showUpload,
} from '../features/claim-responses/responses.ts'
import { downloadFile } from '../files/download-file.ts'
import { resendLinks } from '../files/resend-links.ts'

const batches = { feature: 'claim-batches', policy: claimPolicy.pay } as const
const one = { ...batches, load: batchOfAddress } as const
/** Whoever moves money proves a short while before who they are: asked for before the button is shown. */
const deciding = { ...one, policy: claimPolicy.payNow } as const
const answers = { feature: 'claim-responses', policy: claimPolicy.pay } as const
const answer = { ...answers, load: responseOfAddress } as const
const PATH = '/staff/claims/batches'

/** Batches to the payer and its answers. */
export const paymentsRoutes: readonly Route[] = [
  page(`GET ${PATH}`, { ...batches, handle: showBatches }),
  page(`GET ${PATH}/new`, { ...batches, handle: showNewBatch }),
  action(`POST ${PATH}/new`, { ...batches, commands: [prepareBatch], handle: sendNewBatch }),
  page<Batch>(`GET ${PATH}/:claimBatchId`, { ...one, handle: showBatch }),
  page<Batch>(`GET ${PATH}/:claimBatchId/approval`, { ...deciding, handle: showApproval }),
  action<Batch>(`POST ${PATH}/:claimBatchId/approval`, { ...deciding, commands: [approveBatch], handle: sendApproval }),
  page<Batch>(`GET ${PATH}/:claimBatchId/discarding`, { ...one, handle: showDiscarding }),
  action<Batch>(`POST ${PATH}/:claimBatchId/discarding`, { ...one, commands: [discardBatch], handle: sendDiscarding }),
  action<Batch>(`POST ${PATH}/:claimBatchId/file`, { ...one, commands: [downloadFile], handle: sendFile }),
  action<Batch>(`POST ${PATH}/:claimBatchId/links`, { ...one, commands: [resendLinks], handle: sendNewLinks }),
  page<Batch>(`GET ${PATH}/:claimBatchId/responses/new`, { ...answers, load: sentBatchOfAddress, handle: showUpload }),
  action<Batch>(`POST ${PATH}/:claimBatchId/responses`, {
    ...{ ...answers, load: sentBatchOfAddress, upload: { maxMegabytes: 5 } },
    ...{ commands: [uploadResponse], handle: sendUpload },
  }),
  page<Response>(`GET ${PATH}/:claimBatchId/responses/:responseId`, {
    ...answer,
    policy: claimPolicy.payNow,
    handle: showResponse,
  }),
  action<Response>(`POST ${PATH}/:claimBatchId/responses/:responseId`, {
    ...{ ...answer, policy: claimPolicy.payNow, commands: [applyResponse], handle: sendResponse },
  }),
  action<Response>(`POST ${PATH}/:claimBatchId/responses/:responseId/discarding`, {
    ...{ ...answer, commands: [discardResponse], handle: putAway },
  }),
]
