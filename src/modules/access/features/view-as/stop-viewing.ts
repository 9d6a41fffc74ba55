import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { stopViewing } from '#src/platform/session/sessions-store.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { viewingStopped } from '../../remedies/remedy-events.ts'

/** The session is its owner's own again. Run as the owner: the one who looked, not the one who was looked at. */
export const stopViewingAs = command({
  name: 'access.stop-viewing-as',
  input: z.object({ sessionId: z.uuid() }),
  refusals: ['not-viewing'],
  records: [viewingStopped.name],
  async run({ tx, actor, refuse }, { sessionId }) {
    const viewer = actor.accountId ?? refuse('not-viewing')
    const viewed = await stopViewing(tx, { sessionId, accountId: viewer })
    const person = viewed === null ? null : await personForStaff(tx, viewed)
    if (person === null) return refuse('not-viewing')
    return {
      value: { accountId: person.id },
      events: [
        viewingStopped.of(
          [
            { kind: 'account', id: person.id },
            { kind: 'account', id: viewer },
          ],
          { viewer: actor.name, viewed: person.name },
        ),
      ],
    }
  },
})
