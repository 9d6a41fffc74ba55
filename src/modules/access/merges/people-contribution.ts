import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import {
  MovedNumbers,
  mergePeople,
  numberAfterMerge,
  type Person,
  peopleById,
  personConflict,
  unmergePeople,
} from '../../directory/public.ts'
import type { MergeConflict, MergeContribution, MergedPair, MergePreview } from './merge-contribution.ts'

/** The directory's part: the number goes with whoever is left, and the change of id is published. */
export const peopleContribution: MergeContribution = {
  name: 'directory',
  preview: (reader, { pair }) => previewOf(reader, pair),
  async move(tx, { pair: { people }, now }) {
    if (!people) return { moved: {} }
    return mergePeople(tx, { ...people, now })
  },
  async undo(tx, { pair: { people }, now, moved }) {
    if (!people) return {}
    return { events: await unmergePeople(tx, { ...people, now, moved: MovedNumbers.parse(moved) }) }
  },
}

async function previewOf(reader: Reader, { people }: MergedPair): Promise<MergePreview> {
  if (!people) return { rows: [], conflicts: [] }
  const found = await peopleById(reader, [people.keep, people.gone])
  const [keep, gone] = [found.get(people.keep) ?? null, found.get(people.gone) ?? null]
  const conflict = personConflict(keep, gone)
  if (!keep || !gone) return { rows: [], conflicts: conflict ? [CONFLICTS[conflict]] : [] }
  const number = numberAfterMerge(keep, gone)
  return {
    rows: [
      { what: 'Teacher reference number', keep: numberText(keep), gone: numberText(gone), after: numberText(number) },
      {
        what: 'Id that providers know them by',
        keep: keep.id,
        gone: gone.id,
        after: `${keep.id}. Providers are told that ${gone.id} has become it`,
      },
    ],
    conflicts: conflict ? [CONFLICTS[conflict]] : [],
  }
}

const numberText = ({ trn, trnConfirmedAt }: Pick<Person, 'trn' | 'trnConfirmedAt'>): string => {
  if (trn === null) return 'None'
  return trnConfirmedAt ? `${trn}, confirmed on ${dateText(londonDate(trnConfirmedAt))}` : `${trn}, not confirmed`
}

const CONFLICTS: Readonly<Record<NonNullable<ReturnType<typeof personConflict>>, MergeConflict>> = {
  'different-numbers': {
    what: 'Both have a teacher reference number that the teaching record has confirmed, and the two differ. That is two people, unless the teaching record has merged the numbers.',
    doFirst:
      'Check both numbers again from the pages of both people. If the teaching record has merged them, both pages then show the same number. If it has not, these are two people: leave them apart.',
  },
  'merged-already': {
    what: 'One of them has become another person already.',
    doFirst: 'Find the person that they became, and begin there.',
  },
  'not-there': { what: 'One of them is no longer in the directory.', doFirst: 'Look at both people again.' },
}
