import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { ADDED_KINDS, Day, type OrganisationId, Source } from '../../organisation.ts'
import { organisationAdded } from '../../organisation-events.ts'
import { organisationPolicy } from '../../organisation-policy.ts'
import { insertOrganisation } from '../../organisations-store.ts'

const POSTCODE = /^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$/

/** Adds a company or department, such as a lead provider. Refuses a name that one of them already has, in any case of letters. */
export const addOrganisation = command({
  name: 'directory.add-organisation',
  input: z.object({
    kind: z.enum(ADDED_KINDS),
    name: z.string().trim().min(1).max(200),
    ukprn: z
      .string()
      .regex(/^\d{8}$/)
      .nullable(),
    /** Of its seat, as "LS1 4AB". */
    postcode: z.string().regex(POSTCODE).nullable().default(null),
    openedOn: Day.nullable(),
    source: Source,
  }),
  refusals: ['name-taken'],
  records: [organisationAdded.name],
  async run({ tx, actor, now, refuse }, { kind, name, ukprn, postcode, openedOn, source }) {
    demand(organisationPolicy.change(actor))
    const id = newId<OrganisationId>()
    const added = await insertOrganisation(tx, { id, kind, name, ukprn, postcode, openedOn, at: now })
    if (!added) refuse('name-taken', { name })
    return {
      value: { id },
      events: [organisationAdded.of([{ kind: 'organisation', id }], { kind, name, ukprn, postcode, source })],
    }
  },
})
