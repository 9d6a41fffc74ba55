import { z } from 'zod'
import type { MergeContribution, MergedPair, MergePreview } from '#src/modules/access/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { isLive, type Registration } from '../registrations/registration.ts'
import { registrationsOf } from '../registrations/registrations-queries.ts'
import { registrationsMoved } from './people-events.ts'
import { moveRegistrations, returnRegistrations } from './people-store.ts'

const Moved = z.object({
  registrations: z.array(z.object({ id: z.uuid(), accountId: z.uuid().nullable() })),
  workDetails: z.array(z.uuid()),
})

/** The module's part when two people turn out to be one: registrations go with whoever is left, whom providers then know by that id. */
export const registrationsContribution: MergeContribution = {
  name: 'npq',
  preview: (reader, { pair }) => previewOf(reader, pair),
  async move(tx, { pair, now }) {
    if (!pair.people) return { moved: { registrations: [], workDetails: [] } }
    const { keep, gone } = pair.people
    const registrations = await registrationsOf(tx, gone)
    const moved = await moveRegistrations(tx, { pair: { accounts: pair.accounts, people: pair.people }, now })
    await tell(registrations, { from: gone, to: keep }, (change) => recordChange(tx, { ...change, now }))
    return { moved, events: eventsFor(registrations, { from: gone, to: keep }) }
  },
  async undo(tx, { pair, now, moved }) {
    if (!pair.people) return {}
    const { keep, gone } = pair.people
    const { registrations } = Moved.parse(moved)
    const there = (await registrationsOf(tx, keep)).filter(({ id }) => registrations.some((one) => one.id === id))
    await returnRegistrations(tx, { people: pair.people, moved: Moved.parse(moved), now })
    await tell(there, { from: keep, to: gone }, (change) => recordChange(tx, { ...change, now }))
    return { events: eventsFor(there, { from: keep, to: gone }) }
  },
}

type Way = { readonly from: string; readonly to: string }

async function tell(
  registrations: readonly Registration[],
  { from, to }: Way,
  record: (change: Omit<Parameters<typeof recordChange>[1], 'now'>) => Promise<unknown>,
): Promise<void> {
  for (const registration of registrations) {
    await record({ registration, kind: 'merged', before: { participant_id: from }, after: { participant_id: to } })
  }
}

const eventsFor = (registrations: readonly Registration[], { from, to }: Way) =>
  registrations.map(({ id }) =>
    registrationsMoved.of(
      [
        { kind: 'registration', id },
        { kind: 'person', id: to },
        { kind: 'person', id: from },
      ],
      {
        participant: { before: from, after: to },
      },
    ),
  )

async function previewOf(reader: Reader, { people }: MergedPair): Promise<MergePreview> {
  if (!people) return { rows: [], conflicts: [] }
  const [kept, moved] = [await registrationsOf(reader, people.keep), await registrationsOf(reader, people.gone)]
  const courses = await allCourses(reader)
  const nameOf = ({ course, cohort }: Registration): string => {
    const found = courses.get(course)
    return `${found ? courseText(found) : course}, ${cohort}`
  }
  const listed = (registrations: readonly Registration[]): string =>
    registrations.length === 0 ? 'None' : registrations.map((one) => `${nameOf(one)} (${one.status})`).join('; ')
  const clashes = moved.filter((one) => isLive(one) && kept.some((other) => isLive(other) && isSame(one, other)))
  return {
    rows: [
      {
        what: 'NPQ registrations',
        keep: listed(kept),
        gone: listed(moved),
        after: listed([...kept, ...moved]),
      },
    ],
    conflicts: clashes.map((clash) => ({
      what: `Both have a registration for ${nameOf(clash)} that is not over, and one person has one.`,
      doFirst: 'Withdraw or reject one of the two, then come back.',
    })),
  }
}

const isSame = (one: Registration, other: Registration): boolean =>
  one.course === other.course && one.cohort === other.cohort
