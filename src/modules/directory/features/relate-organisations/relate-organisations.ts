import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { CONFIDENCES, Day, OrganisationId, RELATION_KINDS, Source } from '../../organisation.ts'
import { organisationsRelated } from '../../organisation-events.ts'
import { organisationPolicy } from '../../organisation-policy.ts'
import { hasDays } from '../../organisation-rules.ts'
import { insertRelation, isReachable, lockOrganisations } from '../../organisations-store.ts'

/**
 * Records that one organisation is part of, took over from, or is the same as another. Refuses itself, what is already
 * recorded for that time, and a circle such as a part of its own part. `same-as` holds both ways and is recorded once.
 */
export const relateOrganisations = command({
  name: 'directory.relate-organisations',
  input: z.object({
    fromId: OrganisationId,
    toId: OrganisationId,
    kind: z.enum(RELATION_KINDS),
    confidence: z.enum(CONFIDENCES),
    from: Day,
    to: Day.nullable(),
    source: Source,
  }),
  refusals: ['no-days', 'itself', 'already-related', 'circular'],
  records: [organisationsRelated.name],
  async run({ tx, actor, refuse }, { fromId, toId, kind, confidence, from, to, source }) {
    demand(organisationPolicy.change(actor))
    if (fromId === toId) refuse('itself')
    const locked = await lockOrganisations(tx, fromId, toId)
    const one = locked.find(({ id }) => id === fromId)
    const other = locked.find(({ id }) => id === toId)
    if (!one || !other) return refuse('not-found')
    if (!hasDays({ from, to })) refuse('no-days')
    const relation = { fromId, toId, kind, period: { from, to } }
    if (await isReachable(tx, relation)) refuse('already-related')
    const back = await isReachable(tx, { ...relation, fromId: toId, toId: fromId })
    if (back) refuse(kind === 'same-as' ? 'already-related' : 'circular')
    await insertRelation(tx, { ...relation, confidence, source })
    const payload = { from: one.name, to: other.name, kind, confidence, since: from.toString(), source }
    const subjects = [
      { kind: 'organisation', id: fromId },
      { kind: 'organisation', id: toId },
    ] as const
    return { value: { fromId, toId }, events: [organisationsRelated.of([...subjects], payload)] }
  },
})
