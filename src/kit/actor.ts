/** What staff may do, given by their role; a policy asks for one of these by name. */
export type StaffPower = 'support' | 'manage-reference-data' | 'operate'

export type MembershipRole = 'induction-tutor' | 'administrator' | 'claims' | 'viewer'

export type Door = 'web' | 'staff' | 'api' | 'job' | 'command-line'

export type Membership = { readonly organisationId: string; readonly role: MembershipRole }

type Identity =
  | { readonly kind: 'anonymous'; readonly id: null }
  | { readonly kind: 'account'; readonly id: string }
  /** Somebody who proved that they read a mailbox by opening a link from it, and nothing more. */
  | { readonly kind: 'link-holder'; readonly id: string }
  | { readonly kind: 'system'; readonly id: string }

export type ActorFacts = {
  readonly identity: Identity
  readonly name: string
  readonly door: Door
  readonly memberships?: readonly Membership[]
  readonly staffPowers?: readonly StaffPower[]
}

/** Who is asking. Policies see this and the subject, and nothing else. */
export class Actor {
  readonly identity: Identity
  readonly name: string
  readonly door: Door
  readonly memberships: readonly Membership[]
  private readonly staffPowers: ReadonlySet<StaffPower>

  constructor(facts: ActorFacts) {
    this.identity = facts.identity
    this.name = facts.name
    this.door = facts.door
    this.memberships = facts.memberships ?? []
    this.staffPowers = new Set(facts.staffPowers ?? [])
  }

  static anonymous(door: Door = 'web'): Actor {
    return new Actor({ identity: { kind: 'anonymous', id: null }, name: 'Someone not signed in', door })
  }

  static system(name: string, door: Door = 'job', staffPowers: readonly StaffPower[] = []): Actor {
    return new Actor({ identity: { kind: 'system', id: name }, name, door, staffPowers })
  }

  get accountId(): string | null {
    return this.identity.kind === 'account' ? this.identity.id : null
  }

  get isStaff(): boolean {
    return this.staffPowers.size > 0
  }

  may(power: StaffPower): boolean {
    return this.staffPowers.has(power)
  }

  worksAt(organisationId: string, ...roles: readonly MembershipRole[]): boolean {
    return this.memberships.some(
      (membership) =>
        membership.organisationId === organisationId && (roles.length === 0 || roles.includes(membership.role)),
    )
  }

  holdsLink(proofId: string): boolean {
    return this.identity.kind === 'link-holder' && this.identity.id === proofId
  }
}
