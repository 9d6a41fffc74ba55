import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { type ProviderPlace, providerOfAddress } from '../audits/audit-place.ts'
import { auditPolicy } from '../audits/audit-policy.ts'
import { takeFile } from '../exports/take-file.ts'
import { showBenefits } from '../features/provider-claims/benefits.tsx'
import { exportClaims, showHome, showSilent } from '../features/provider-claims/provider-claims.ts'
import { sendRecords, showRecords } from '../features/provider-claims/records.ts'
import { uploadHours } from '../provider/upload-hours.ts'

const HOME = '/organisations/:providerId/provider-claims'
const read = { feature: 'provider-claims', policy: auditPolicy.view, load: providerOfAddress } as const

/** The claims that name a provider, and what it compares them with. */
export const providerRoutes: readonly Route[] = [
  page('GET /claims/benefits', { feature: 'provider-claims', policy: everyone, handle: showBenefits }),
  page<ProviderPlace>(`GET ${HOME}`, { ...read, handle: showHome }),
  page<ProviderPlace>(`GET ${HOME}/export`, { ...read, priority: 'low', handle: exportClaims }),
  action<ProviderPlace>(`POST ${HOME}/export`, {
    ...{ ...read, priority: 'low', commands: [takeFile], handle: exportClaims },
  }),
  page<ProviderPlace>(`GET ${HOME}/schools`, { ...read, handle: showSilent }),
  page<ProviderPlace>(`GET ${HOME}/records`, { ...read, handle: showRecords }),
  action<ProviderPlace>(`POST ${HOME}/records/file`, {
    ...{ ...read, policy: auditPolicy.answer, upload: { maxMegabytes: 2 } },
    ...{ commands: [uploadHours], handle: sendRecords },
  }),
]
