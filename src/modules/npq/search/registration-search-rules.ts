import type { RegistrationStatus } from '../registrations/registration-states.ts'

/** What one box is taken to be asked for, by how it looks. */
export type Sought =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'trn'; readonly trn: string }
  | { readonly kind: 'urn'; readonly urn: string }
  | { readonly kind: 'address'; readonly beginning: string }
  | { readonly kind: 'name'; readonly text: string }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the search box: an id, a TRN, a URN, an email address or a name. Spaces and hyphens in numbers do not matter. Null when empty. */
export function soughtIn(typed: string): Sought | null {
  const text = typed.trim()
  if (text === '') return null
  if (ID.test(text)) return { kind: 'id', id: text.toLowerCase() }
  if (text.includes('@')) return { kind: 'address', beginning: text }
  const number = text.replace(/[\s/-]/g, '').replace(/^(RP|EY)/i, '')
  if (/^[0-9]{7}$/.test(number)) return { kind: 'trn', trn: number }
  if (/^[0-9]{5,6}$/.test(number)) return { kind: 'urn', urn: number }
  return { kind: 'name', text }
}

export const SORTS = ['newest', 'oldest'] as const
export type Sort = (typeof SORTS)[number]

/** No more than these are listed: nobody reads on, and counting all of England takes longer than finding one. */
export const MOST_LISTED = 1_000

/** From so many that fit, looking through all registrations in their order is quicker than sorting those that fit (`bin/bench npq`). */
export const MANY = 5_000

export type Filters = {
  readonly cohort: string | null
  readonly status: RegistrationStatus | null
  readonly course: string | null
  readonly providerId: string | null
  readonly setting: string | null
}
