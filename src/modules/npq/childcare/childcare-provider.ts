/** A nursery, a childminder or an agency of childminders, as Ofsted publishes it. Home addresses are not published. */
export type ChildcareProvider = {
  /** 1234567, 123456 or EY123456: capital letters, no spaces. */
  readonly urn: string
  readonly name: string
  readonly isOpen: boolean
  /** Street, town and postcode, those that are published. */
  readonly addressLines: readonly string[]
  readonly postcode: string | null
  readonly localAuthority: string | null
}
