import { z } from 'zod'
import { academicYearText, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { MergeContribution, MergePreview } from '../../access/public.ts'
import { organisationNames } from '../../directory/public.ts'
import { claimsWithBoth, hoursTooMany, type MentorFacts, mentorFacts, type Pair } from './merging-queries.ts'
import { moveMentor, returnMentor } from './merging-store.ts'
import { mentorMoved } from './people-events.ts'

const Moved = z.object({ mentors: z.array(z.uuid()), ended: z.array(z.uuid()), lines: z.array(z.uuid()) })

/** The module's part when two people turn out to be one: lists of schools, claims and hours go with whoever is left. */
export const mentorsContribution: MergeContribution = {
  name: 'claims',
  preview: (reader, { pair, now }) =>
    pair.people ? previewOf(reader, pair.people, now) : Promise.resolve({ rows: [], conflicts: [] }),
  async move(tx, { pair, now }) {
    if (!pair.people) return { moved: { mentors: [], ended: [], lines: [] } }
    const moved = await moveMentor(tx, { pair: pair.people, now })
    return { moved, events: eventsFor(moved, { before: pair.people.gone, after: pair.people.keep }) }
  },
  async undo(tx, { pair, moved }) {
    if (!pair.people) return {}
    const was = Moved.parse(moved)
    await returnMentor(tx, { pair: pair.people, moved: was })
    return { events: eventsFor(was, { before: pair.people.keep, after: pair.people.gone }) }
  },
}

function eventsFor(
  { mentors, ended, lines }: z.output<typeof Moved> | Awaited<ReturnType<typeof moveMentor>>,
  person: { readonly before: string; readonly after: string },
) {
  const schools = mentors.length + ended.length
  if (schools + lines.length === 0) return []
  const subjects = [
    { kind: 'person', id: person.after },
    { kind: 'person', id: person.before },
  ] as const
  return [mentorMoved.of(subjects, { person, schools, claims: lines.length })]
}

async function previewOf(reader: Reader, pair: Pair, now: Temporal.Instant): Promise<MergePreview> {
  const [kept, gone] = [await mentorFacts(reader, pair.keep), await mentorFacts(reader, pair.gone)]
  if ([...gone.schools, ...gone.claims, ...kept.schools, ...kept.claims].length === 0)
    return { rows: [], conflicts: [] }
  const both = await claimsWithBoth(reader, pair)
  const tooMany = await hoursTooMany(reader, pair, now)
  const names = await organisationNames(
    reader,
    tooMany.map(({ providerId }) => providerId),
  )
  const together = {
    schools: [...new Set([...kept.schools, ...gone.schools])],
    claims: [...new Set([...kept.claims, ...gone.claims])],
  }
  const all = { keep: kept, gone, after: together }
  return {
    rows: [
      { what: 'Mentor at', ...each(all, ({ schools }) => countText(schools.length, 'school')) },
      { what: 'Claims with them', ...each(all, ({ claims }) => (claims.length === 0 ? 'None' : claims.join(', '))) },
    ],
    conflicts: [
      ...both.map((reference) => ({
        what: `Both are on claim ${reference}, and one person is on a claim once.`,
        doFirst: 'Take one of the two off the draft, or have the claim withdrawn, then come back.',
      })),
      ...tooMany.map(({ providerId, year, hours, cap, references }) => ({
        what: `Together they have ${hours} hours with ${names.get(providerId)?.name ?? 'one provider'} in ${academicYearText(year)}, and one mentor has ${cap}: claims ${references.join(', ')}.`,
        doFirst: 'Settle which hours were not worked: withdraw a claim, or propose a clawback, then come back.',
      })),
    ],
  }
}

type Three = { readonly keep: MentorFacts; readonly gone: MentorFacts; readonly after: MentorFacts }

const each = ({ keep, gone, after }: Three, textOf: (facts: MentorFacts) => string) => ({
  keep: textOf(keep),
  gone: textOf(gone),
  after: textOf(after),
})

const countText = (count: number, unit: string): string =>
  count === 0 ? 'None' : `${count} ${unit}${count === 1 ? '' : 's'}`
