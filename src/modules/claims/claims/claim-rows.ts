import type { Selectable } from 'kysely'
import type { ClaimsClaimLines, ClaimsClaims } from '#db/schema.ts'

export type ClaimRow = Omit<Selectable<ClaimsClaims>, 'search_words'>
export type LineRow = Selectable<ClaimsClaimLines>
