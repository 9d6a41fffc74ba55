/** Where people may look for their workplace: every register that the question is about. */
export const WORKPLACE_REGISTERS = ['schools-and-employers', 'schools', 'childcare'] as const
export type WorkplaceRegister = (typeof WORKPLACE_REGISTERS)[number]

/** A place to work at, from whichever register knows it. */
export type Workplace = {
  /** The id of its organisation; for childcare its Ofsted URN. */
  readonly id: string
  readonly name: string
  readonly kind: 'school' | 'trust' | 'local-authority' | 'childcare'
  /** What tells it from its namesakes: address, kind and number. */
  readonly details: readonly string[]
  readonly number: string | null
  readonly isOpen: boolean
  readonly isInEngland: boolean
  /** Of a closed school, those that took over. */
  readonly successors: readonly { readonly urn: string; readonly name: string }[]
}

export type WorkplaceSearch = {
  readonly text: string
  readonly found: readonly Workplace[]
  /** None has every word that was typed: these come nearest. */
  readonly isNearest: boolean
  /** There are more than are shown: more words find it. */
  readonly hasMore: boolean
}
