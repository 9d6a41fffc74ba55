import { action, page, type Route } from '#src/platform/http/route.ts'
import { type ClaimPlace, claimOfAddress } from '../claims/claim-place.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { takeFile } from '../exports/take-file.ts'
import { sendAssignment, sendMessage, sendNote, showStaffClaim } from '../features/staff-claim/staff-claim.ts'
import { showDownloads } from '../features/staff-claims/downloads.tsx'
import { exportClaims } from '../features/staff-claims/export-claims.ts'
import { sendView, sendViewRemoval, showClaims } from '../features/staff-claims/search.ts'
import { showBegin } from '../features/staff-new-claim/school-page.tsx'
import { assignClaim } from '../notes/assign-claim.ts'
import { addNote, writeMessage } from '../notes/write-note.ts'
import { removeView, saveView } from '../search/save-view.ts'

const staff = { feature: 'staff-claims', policy: claimPolicy.staff } as const
const claim = { feature: 'staff-claim', policy: claimPolicy.staff, load: claimOfAddress } as const
const ONE = '/staff/claims/:claimId'

/** What staff see of claims, and what they write about them. */
export const staffClaimsRoutes: readonly Route[] = [
  page('GET /staff/claims', { ...staff, handle: showClaims }),
  page('GET /staff/claims/new', { feature: 'staff-new-claim', policy: claimPolicy.support, handle: showBegin }),
  page('GET /staff/claims/export', { ...staff, priority: 'low', handle: exportClaims }),
  action('POST /staff/claims/export', { ...staff, priority: 'low', commands: [takeFile], handle: exportClaims }),
  page('GET /staff/claims/downloads', { ...staff, handle: showDownloads }),
  action('POST /staff/claims/views', { ...staff, commands: [saveView], handle: sendView }),
  action('POST /staff/claims/views/removal', { ...staff, commands: [removeView], handle: sendViewRemoval }),
  page<ClaimPlace>(`GET ${ONE}`, { ...claim, handle: showStaffClaim }),
  action<ClaimPlace>(`POST ${ONE}/assignment`, { ...claim, commands: [assignClaim], handle: sendAssignment }),
  action<ClaimPlace>(`POST ${ONE}/notes`, { ...claim, commands: [addNote], handle: sendNote }),
  action<ClaimPlace>(`POST ${ONE}/messages`, { ...claim, commands: [writeMessage], handle: sendMessage }),
]
