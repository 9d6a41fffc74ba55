import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { FormState } from '#src/ui/form.tsx'
import type { Paging } from '#src/ui/paging.ts'
import type { ClaimStatus } from '../../claims/claim-states.ts'
import type { FoundClaim } from '../../search/claims-found-queries.ts'
import type { ClaimFilters, Sort, Sought } from '../../search/search-rules.ts'
import type { SavedView } from '../../search/views-queries.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'

export const CLAIMS = '/staff/claims'
export type SearchFacts = {
  readonly query: Readonly<Record<string, string>>
  readonly sought: Sought | null
  readonly filters: ClaimFilters
  readonly sort: Sort
  readonly counts: ReadonlyMap<ClaimStatus, number>
  readonly found: readonly FoundClaim[]
  /** Whether there are others, which are not listed. */
  readonly hasMore: boolean
  readonly paging: Paging
  readonly names: ReadonlyMap<string, NamedOrganisation>
  readonly staff: readonly { readonly id: string; readonly name: string }[]
  readonly years: readonly number[]
  readonly windows: readonly ClaimWindow[]
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly views: readonly SavedView[]
  /** What whoever looks may do. */
  readonly powers: { readonly support: boolean; readonly pay: boolean }
  /** The account of whoever looks. */
  readonly me: string
  readonly view: ViewForm
}

/** The form that keeps a search under a name, as it was sent where something is to put right. */
export type ViewForm = Pick<FormState, 'values' | 'errors'>

export const NO_VIEW: ViewForm = { values: {}, errors: [] }

/** The same address with other words in it, from the first page. */
export function withQuery(query: SearchFacts['query'], changes: Readonly<Record<string, string | null>>): string {
  const { page: _page, ...rest } = query
  const kept = Object.entries({ ...rest, ...changes }).filter((entry): entry is [string, string] => !!entry[1])
  const search = new URLSearchParams(kept).toString()
  return search === '' ? CLAIMS : `${CLAIMS}?${search}`
}
