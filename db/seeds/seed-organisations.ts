import { Temporal } from '#src/kit/dates.ts'
import { addOrganisation } from '#src/modules/directory/features/add-organisation/add-organisation.ts'
import { addOrganisationAlias } from '#src/modules/directory/features/add-organisation-alias/add-organisation-alias.ts'
import { endOrganisationRole } from '#src/modules/directory/features/grant-organisation-role/end-organisation-role.ts'
import { grantOrganisationRole } from '#src/modules/directory/features/grant-organisation-role/grant-organisation-role.ts'
import { relateOrganisations } from '#src/modules/directory/features/relate-organisations/relate-organisations.ts'
import { OrganisationId } from '#src/modules/directory/organisation.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import {
  ACCREDITED_PROVIDERS,
  AUTHORITY_BODY_PERIOD,
  BODIES_ONLY,
  FIRST_DAY,
  HUB_TRUSTS,
  HUBS,
  LEAD_PROVIDERS,
  type OrganisationPlan,
  PARTNERS_ONLY,
  PAYER,
  TOOK_OVER,
  TWICE_NAMED,
} from './invented-organisations.ts'
import { AUTHORITIES } from './invented-places.ts'
import { contextAt, onFirstDay, type Seeding, unless } from './seeding.ts'

const SOURCE = 'Demonstration world'
const day = (text: string) => Temporal.PlainDate.from(text)
const dayOrNull = (text: string | undefined) => (text === undefined ? null : day(text))

/** Lead providers, delivery partners and appropriate bodies, with dated roles, former names and how they belong together. */
export async function seedOrganisations(seeding: Seeding): Promise<void> {
  const context = contextAt(seeding, onFirstDay(seeding, 9))
  const plans = [...LEAD_PROVIDERS, ...HUBS, ...TWICE_NAMED.flatMap(({ partner, body }) => [partner, body])]
  for (const plan of [...plans, ...PARTNERS_ONLY, ...BODIES_ONLY, ...ACCREDITED_PROVIDERS, PAYER])
    await add(context, plan)
  for (const { code } of AUTHORITIES) await authorityAsBody(context, code)
  for (const { partner, body, confidence } of TWICE_NAMED) {
    const [from, to] = [await named(context, partner.name), await named(context, body.name)]
    await relate(context, { from, to, kind: 'same-as', confidence, since: FIRST_DAY })
  }
  for (const { hub, trustUid } of HUB_TRUSTS) {
    const [from, to] = [await named(context, hub), await trust(context, trustUid)]
    await relate(context, { from, to, kind: 'part-of', confidence: 'certain', since: FIRST_DAY })
  }
  const [from, to] = [await named(context, TOOK_OVER.successor), await named(context, TOOK_OVER.from)]
  await relate(context, { from, to, kind: 'successor', confidence: 'certain', since: TOOK_OVER.on })
  seeding.log(
    `${plans.length + PARTNERS_ONLY.length + BODIES_ONLY.length + ACCREDITED_PROVIDERS.length + 1} organisations`,
  )
}

async function add(context: CommandContext, { name, roles, aliases = [], ...seat }: OrganisationPlan): Promise<void> {
  const given = { kind: 'company', name, ukprn: null, ...seat, openedOn: null, source: SOURCE } as const
  const added = unless('name-taken', await execute(context, addOrganisation, given))
  if (!added) return
  for (const { role, from, to } of roles) {
    await grant(context, added.id, { role, from, to: null })
    // A role that is over ended one day: the history tells it so.
    if (to !== undefined) {
      unless(
        'no-role-then',
        await execute(context, endOrganisationRole, { organisationId: added.id, role, on: day(to) }),
      )
    }
  }
  for (const alias of aliases) {
    const period = { from: day(alias.from), to: dayOrNull(alias.to) }
    const input = { organisationId: added.id, name: alias.name, ...period, source: SOURCE }
    unless('overlaps', await execute(context, addOrganisationAlias, input))
  }
}

type Grant = {
  readonly role: OrganisationPlan['roles'][number]['role']
  readonly from: string
  readonly to: string | null
}

async function grant(
  context: CommandContext,
  organisationId: OrganisationId,
  { role, from, to }: Grant,
): Promise<void> {
  const input = { organisationId, role, from: day(from), to: to === null ? null : day(to), source: SOURCE }
  unless('overlaps', await execute(context, grantOrganisationRole, input))
}

async function authorityAsBody(context: CommandContext, code: string): Promise<void> {
  const authority = await context.db
    .selectFrom('directory.local_authorities')
    .select('organisation_id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  await grant(context, OrganisationId.parse(authority.organisation_id), {
    role: 'appropriate-body',
    ...AUTHORITY_BODY_PERIOD,
  })
}

type Relate = {
  readonly from: OrganisationId
  readonly to: OrganisationId
  readonly kind: 'same-as' | 'part-of' | 'successor'
  readonly confidence: 'certain' | 'likely'
  readonly since: string
}

async function relate(context: CommandContext, { from, to, kind, confidence, since }: Relate): Promise<void> {
  const input = { fromId: from, toId: to, kind, confidence, from: day(since), to: null, source: SOURCE }
  unless('already-related', await execute(context, relateOrganisations, input))
}

const named = async ({ db }: CommandContext, name: string): Promise<OrganisationId> =>
  OrganisationId.parse(
    (
      await db
        .selectFrom('directory.organisations')
        .select('id')
        .where('name', '=', name)
        .where('kind', '=', 'company')
        .executeTakeFirstOrThrow()
    ).id,
  )

const trust = async ({ db }: CommandContext, uid: string): Promise<OrganisationId> =>
  OrganisationId.parse(
    (
      await db
        .selectFrom('directory.trusts')
        .select('organisation_id as id')
        .where('group_uid', '=', uid)
        .executeTakeFirstOrThrow()
    ).id,
  )
