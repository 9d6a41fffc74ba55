import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Confidence, OrganisationRole } from './organisation.ts'
import { comparableName } from './organisation-rules.ts'

export type OrganisationMatch = {
  readonly id: string
  readonly name: string
  /** How it was found: by its own name, by another name of it, or as the same organisation as one so named. */
  readonly by: 'name' | 'alias' | 'same-as'
  /** `likely` when it rests on a relation that nobody has confirmed: ask before acting on it. */
  readonly confidence: Confidence
}

/**
 * The organisations that hold the role on the day and bear the name, own names first: usually one or none.
 * "Is your delivery partner your appropriate body?" asks with the partner's name and the role appropriate-body.
 */
export async function matchOrganisation(
  reader: Reader,
  { name, role, day }: { readonly name: string; readonly role: OrganisationRole; readonly day: Temporal.PlainDate },
): Promise<readonly OrganisationMatch[]> {
  const wanted = comparableName(name)
  if (wanted === '') return []
  const candidates = await namesOfHolders(reader, role, day)
  const found = new Map<string, OrganisationMatch>()
  for (const candidate of candidates) {
    if (comparableName(candidate.known) === wanted && !found.has(candidate.id)) found.set(candidate.id, candidate)
  }
  return [...found.values()].map(({ id, name: own, by, confidence }) => ({ id, name: own, by, confidence }))
}

type Candidate = OrganisationMatch & { readonly known: string }

/** Every name under which a holder of the role is known that day, its own names first. Some hundreds: they are compared in full. */
async function namesOfHolders(reader: Reader, role: OrganisationRole, day: Temporal.PlainDate) {
  const { rows } = await sql<Candidate>`
    with holders as (
      select organisations.id, organisations.name from directory.organisation_roles as roles
      join directory.organisations on organisations.id = roles.organisation_id
      where roles.role = ${role} and roles.period @> ${day}::date
    ), same as (
      select from_id as one, to_id as other, confidence from directory.organisation_relations
      where kind = 'same-as' and period @> ${day}::date
      union
      select to_id, from_id, confidence from directory.organisation_relations
      where kind = 'same-as' and period @> ${day}::date
    ), names as (
      select id, name from directory.organisations where id in (select id from holders union select other from same)
      union all
      select organisation_id, name from directory.organisation_aliases where period @> ${day}::date
    )
    select holders.id, holders.name, holders.name as known, 'name' as by, 'certain' as confidence, 1 as place from holders
    union all
    select holders.id, holders.name, aliases.name, 'alias', 'certain', 2 from holders
    join directory.organisation_aliases as aliases
      on aliases.organisation_id = holders.id and aliases.period @> ${day}::date
    union all
    select holders.id, holders.name, names.name, 'same-as', same.confidence, 3 from holders
    join same on same.one = holders.id join names on names.id = same.other
    order by place, name, id`.execute(reader)
  return rows
}
