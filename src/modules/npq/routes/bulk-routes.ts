import { action, page, type Route } from '#src/platform/http/route.ts'
import { beginBulkRun } from '../bulk/begin-bulk-run.ts'
import type { BulkRun } from '../bulk/bulk.ts'
import { bulkPolicy } from '../bulk/bulk-policy.ts'
import { uploadBulkFile } from '../bulk/upload-bulk-file.ts'
import { bulkOfAddress, decideRun, sendRun, showBulk, showRun, uploadBulk } from '../features/bulk/bulk.ts'

const bulk = { feature: 'bulk', policy: bulkPolicy.manage } as const
const one = { ...bulk, load: bulkOfAddress } as const

/** Changes of many registrations by a file. */
export const bulkRoutes: readonly Route[] = [
  page('GET /staff/npq/bulk', { ...bulk, handle: showBulk }),
  action('POST /staff/npq/bulk', {
    ...bulk,
    upload: { maxMegabytes: 2 },
    commands: [uploadBulkFile],
    handle: uploadBulk,
  }),
  page<BulkRun>('GET /staff/npq/bulk/:id', { ...one, handle: showRun }),
  action<BulkRun>('POST /staff/npq/bulk/:id', { ...one, commands: [beginBulkRun], handle: decideRun }),
  page<BulkRun>('GET /staff/npq/bulk/:id/file', { ...one, priority: 'low', handle: sendRun }),
]
