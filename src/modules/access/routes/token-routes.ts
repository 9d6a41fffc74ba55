import { action, page, type Route } from '#src/platform/http/route.ts'
import { apiTokenPolicy } from '../api-tokens/api-token-policy.ts'
import {
  sendRevocation,
  sendRotation,
  showRevocation,
  showRotation,
  tokenInPath,
} from '../features/api-tokens/change-pages.tsx'
import { issueApiToken } from '../features/api-tokens/issue-api-token.ts'
import { sendIssue, showIssue } from '../features/api-tokens/issue-page.tsx'
import { showProviders } from '../features/api-tokens/providers-page.tsx'
import { revokeApiToken } from '../features/api-tokens/revoke-api-token.ts'
import { rotateApiToken } from '../features/api-tokens/rotate-api-token.ts'
import { showTokens } from '../features/api-tokens/tokens-page.tsx'
import { placeInPath } from '../memberships/place.ts'

const feature = 'api-tokens'
const place = { feature, policy: apiTokenPolicy.manage, load: placeInPath } as const
const token = { feature, policy: apiTokenPolicy.manage, load: tokenInPath } as const

/** The secrets of the API: for the administrators of a provider, and for support staff. */
export const tokenRoutes = [
  page('GET /staff/api-tokens', { feature, policy: apiTokenPolicy.seeAll, handle: showProviders }),
  page('GET /organisations/:organisationId/api-tokens', { ...place, handle: showTokens }),
  page('GET /organisations/:organisationId/api-tokens/new', { ...place, handle: showIssue }),
  action('POST /organisations/:organisationId/api-tokens/new', {
    ...place,
    commands: [issueApiToken],
    handle: sendIssue,
  }),
  page('GET /organisations/:organisationId/api-tokens/:tokenId/rotation', { ...token, handle: showRotation }),
  action('POST /organisations/:organisationId/api-tokens/:tokenId/rotation', {
    ...token,
    commands: [rotateApiToken],
    handle: sendRotation,
  }),
  page('GET /organisations/:organisationId/api-tokens/:tokenId/revocation', { ...token, handle: showRevocation }),
  action('POST /organisations/:organisationId/api-tokens/:tokenId/revocation', {
    ...token,
    commands: [revokeApiToken],
    handle: sendRevocation,
  }),
] satisfies readonly Route[]
