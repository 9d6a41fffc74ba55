import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { organisationById } from '../../directory/public.ts'
import { insertAcceptance } from './acceptances-store.ts'
import { conditionsAccepted } from './conditions-events.ts'
import { conditionsPolicy } from './conditions-policy.ts'
import { conditionsOf } from './conditions-queries.ts'

/**
 * A school accepts the conditions of the grant for a year, or a trust for all of its schools. `version` is what was shown: when
 * other words have come into force since, they are shown first. Accepting twice changes nothing.
 */
export const acceptConditions = command({
  name: 'claims.accept-conditions',
  input: z.object({
    organisationId: z.string(),
    year: z.int(),
    version: z.string(),
    /** That who accepts is allowed to, for the school or trust. */
    authorised: z.boolean(),
  }),
  refusals: ['not-authorised', 'changed-since', 'accepted-already'],
  records: [conditionsAccepted.name],
  async run({ tx, actor, now, refuse }, { organisationId, year, version, authorised }) {
    const organisation = (await organisationById(tx, organisationId)) ?? refuse('not-found')
    demand(conditionsPolicy.accept(actor, { organisationId }))
    if (organisation.kind !== 'school' && organisation.kind !== 'trust') return refuse('not-found')
    if (!authorised) return refuse('not-authorised')
    const conditions = (await conditionsOf(tx, { year, now })) ?? refuse('not-found')
    if (conditions.version !== version) return refuse('changed-since', { version: conditions.version })
    const id = newId<string>()
    const isFirst = await insertAcceptance(tx, {
      ...{ id, version, academic_year: year, organisation_id: organisationId },
      ...{ accepted_by: actor.accountId ?? refuse('not-allowed'), accepted_by_name: actor.name, accepted_at: now },
    })
    if (!isFirst) return refuse('accepted-already')
    const isTrust = organisation.kind === 'trust'
    const subject = { kind: isTrust ? 'organisation' : 'school', id: organisationId } as const
    const by = isTrust ? `${actor.name}, ${organisation.name},` : actor.name
    return {
      value: { acceptanceId: id },
      events: [conditionsAccepted.of([subject], { version, year, by, forAllSchools: isTrust })],
    }
  },
})
