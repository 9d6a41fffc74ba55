import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { Day, OrganisationId, Source } from '../../organisation.ts'
import { organisationAliasAdded } from '../../organisation-events.ts'
import { organisationPolicy } from '../../organisation-policy.ts'
import { comparableName, hasDays, overlapped } from '../../organisation-rules.ts'
import { aliasesOf, insertAlias, lockOrganisations } from '../../organisations-store.ts'

/** Records another name of an organisation and when it was used. Refuses its own name, and one that it already has then. */
export const addOrganisationAlias = command({
  name: 'directory.add-organisation-alias',
  input: z.object({
    organisationId: OrganisationId,
    name: z.string().trim().min(1).max(200),
    from: Day,
    to: Day.nullable(),
    source: Source,
  }),
  refusals: ['no-days', 'own-name', 'overlaps'],
  records: [organisationAliasAdded.name],
  async run({ tx, actor, refuse }, { organisationId, name, from, to, source }) {
    demand(organisationPolicy.change(actor))
    const [organisation] = await lockOrganisations(tx, organisationId)
    if (!organisation) return refuse('not-found')
    if (!hasDays({ from, to })) refuse('no-days')
    if (comparableName(organisation.name) === comparableName(name)) refuse('own-name')
    const namesakes = (await aliasesOf(tx, organisationId)).filter(
      (alias) => comparableName(alias.name) === comparableName(name),
    )
    const existing = overlapped({ from, to }, namesakes)
    if (existing) refuse('overlaps', existing)
    await insertAlias(tx, { organisationId, name, period: { from, to }, source })
    const payload = { name: organisation.name, alias: name, from: from.toString(), source }
    return {
      value: { organisationId, name },
      events: [organisationAliasAdded.of([{ kind: 'organisation', id: organisationId }], payload)],
    }
  },
})
