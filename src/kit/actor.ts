/** What staff may do, given by their role; a policy asks for one of these by name. */
export type StaffPower = 'support' | 'manage-reference-data' | 'operate' | 'pay'

export type MembershipRole = 'induction-tutor' | 'administrator' | 'claims' | 'viewer'

/** What a token of the API is for: the role that its organisation must hold on the day. */
export type ApiScope = 'npq-provider'

export type Door = 'web' | 'staff' | 'api' | 'job' | 'command-line'

export type Membership = {
  readonly organisationId: string
  readonly role: MembershipRole
  /** The trust whose role this is, where somebody of a trust acts for one of its schools. */
  readonly through?: string
}

type Identity =
  | { readonly kind: 'anonymous'; readonly id: null }
  | { readonly kind: 'account'; readonly id: string }
  /** Somebody who proved that they read a mailbox by opening a link from it, and nothing more. */
  | { readonly kind: 'link-holder'; readonly id: string }
  | { readonly kind: 'system'; readonly id: string }
  /** A system of the organisation `actingFor`, by the token that it was given. */
  | { readonly kind: 'api-token'; readonly id: string }

/** The member of staff who looks through somebody's eyes, and why. */
export type Viewer = { readonly accountId: string; readonly name: string; readonly reason: string }

export type ActorFacts = {
  readonly identity: Identity
  readonly name: string
  readonly door: Door
  readonly memberships?: readonly Membership[]
  readonly staffPowers?: readonly StaffPower[]
  /** The organisation that somebody with several has chosen to act for. */
  readonly actingFor?: string | null
  /** Its name, for the header of every page. */
  readonly actingName?: string | null
  /** The organisation that they had chosen and may not act for any more. */
  readonly lostActingFor?: string | null
  /** Whether they proved who they are a short while ago: asked for before money moves and identities change hands. */
  readonly isFresh?: boolean
  /** The member of staff who looks through this person's eyes. They see what this person sees and can change nothing. */
  readonly viewedBy?: Viewer | null
  /** The person that the account is of, once the directory knows them. */
  readonly personId?: string | null
  /** What a token may be used for today; null when its organisation no longer holds the role. */
  readonly apiScope?: ApiScope | null
}

/** Who is asking. Policies see this and the subject, and nothing else. */
export class Actor {
  readonly identity: Identity
  readonly name: string
  readonly door: Door
  readonly memberships: readonly Membership[]
  readonly actingFor: string | null
  readonly actingName: string | null
  readonly lostActingFor: string | null
  readonly isFresh: boolean
  readonly viewedBy: Viewer | null
  readonly personId: string | null
  readonly apiScope: ApiScope | null
  private readonly staffPowers: ReadonlySet<StaffPower>

  constructor(facts: ActorFacts) {
    this.identity = facts.identity
    this.name = facts.name
    this.door = facts.door
    this.memberships = facts.memberships ?? []
    this.actingFor = facts.actingFor ?? null
    this.actingName = facts.actingName ?? null
    this.lostActingFor = facts.lostActingFor ?? null
    this.isFresh = facts.isFresh ?? false
    this.viewedBy = facts.viewedBy ?? null
    this.personId = facts.personId ?? null
    this.apiScope = facts.apiScope ?? null
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

  /** The organisation whose system calls the API by a token for this; null for everybody else. */
  callsFor(scope: ApiScope): string | null {
    return this.identity.kind === 'api-token' && this.apiScope === scope ? this.actingFor : null
  }

  get isStaff(): boolean {
    return this.staffPowers.size > 0
  }

  may(power: StaffPower): boolean {
    return this.staffPowers.has(power)
  }

  /** Where they have a role of their own, not through a trust. */
  get ownOrganisations(): readonly string[] {
    const own = this.memberships.filter(({ through }) => through === undefined)
    return [...new Set(own.map(({ organisationId }) => organisationId))]
  }

  /** Whether a role there is their own, not a trust's. */
  worksDirectlyAt(organisationId: string): boolean {
    return this.ownOrganisations.includes(organisationId)
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
