import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { setChosen } from '../../identities/arrivals-store.ts'
import { organisationChosen } from '../../identities/identity-events.ts'
import { liveArrival } from '../../identities/settle.ts'

/** Notes for which of the organisations that DfE Sign-in knows them at they act now. Refuses any other. */
export const chooseOrganisation = command({
  name: 'access.choose-door-organisation',
  input: z.object({ arrivalId: z.uuid(), browserHash: z.instanceof(Buffer), organisation: z.string() }),
  refusals: ['not-live', 'not-theirs'],
  records: [organisationChosen.name],
  async run({ tx, now, refuse }, { organisation, ...input }) {
    const arrival = (await liveArrival(tx, input, now)) ?? refuse('not-live')
    const chosen = arrival.organisations.find(({ id }) => id === organisation) ?? refuse('not-theirs')
    await setChosen(tx, arrival.id, chosen.id)
    const event = organisationChosen.of([{ kind: 'arrival', id: arrival.id }], { organisation: chosen.name })
    return { value: null, events: [event] }
  },
})
