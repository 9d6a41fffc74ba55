import { action, page, type Route } from '#src/platform/http/route.ts'
import { takeFile } from '../exports/take-file.ts'
import { exportTrustClaims, showTrustClaims } from '../features/trust-claims/trust-claims.ts'
import {
  sendTrustUpload,
  settleTrustPreview,
  showTrustPreview,
  showTrustUpload,
  type TrustFilePlace,
  trustFileOfAddress,
} from '../features/trust-claims/trust-file.ts'
import { showTrustSchools } from '../features/trust-claims/trust-schools.tsx'
import { previewTrustFile } from '../trusts/preview-trust-file.ts'
import { settleTrustFile } from '../trusts/settle-trust-file.ts'
import { type TrustPlace, trustOfAddress, trustPolicy } from '../trusts/trust-place.ts'

const HERE = '/organisations/:organisationId/trust-claims'
const view = { feature: 'trust-claims', policy: trustPolicy.view, load: trustOfAddress } as const
const claim = { feature: 'trust-claims', policy: trustPolicy.claim, load: trustOfAddress } as const
const file = { feature: 'trust-claims', policy: trustPolicy.claim, load: trustFileOfAddress } as const

/** What a trust sees and does for all of its schools. */
export const trustRoutes: readonly Route[] = [
  page<TrustPlace>(`GET ${HERE}`, { ...view, handle: showTrustClaims }),
  page<TrustPlace>(`GET ${HERE}/export`, { ...view, priority: 'low', handle: exportTrustClaims }),
  action<TrustPlace>(`POST ${HERE}/export`, {
    ...{ ...view, priority: 'low', commands: [takeFile], handle: exportTrustClaims },
  }),
  page<TrustPlace>(`GET ${HERE}/schools`, { ...view, handle: showTrustSchools }),
  page<TrustPlace>(`GET ${HERE}/file`, { ...claim, handle: showTrustUpload }),
  action<TrustPlace>(`POST ${HERE}/file`, {
    ...claim,
    upload: { maxMegabytes: 1 },
    commands: [previewTrustFile],
    handle: sendTrustUpload,
  }),
  page<TrustFilePlace>(`GET ${HERE}/file/:trustFileId`, { ...file, handle: showTrustPreview }),
  action<TrustFilePlace>(`POST ${HERE}/file/:trustFileId`, {
    ...file,
    commands: [settleTrustFile],
    handle: settleTrustPreview,
  }),
]
