import type { AcademicYear } from '#src/kit/dates.ts'

/** A mentor of whom a school has still something to find out, in the school's own words. Numbers and dates of birth are not kept. */
export type PreparationItem = {
  readonly id: string
  readonly schoolId: string
  readonly year: AcademicYear
  readonly mentorName: string
  readonly hasTrn: boolean
  readonly hasDateOfBirth: boolean
  readonly providerId: string | null
  readonly hoursAgreed: number | null
  readonly revision: number
}

type Known = Omit<PreparationItem, 'id' | 'schoolId' | 'year' | 'revision' | 'mentorName'>

/** What is still to be found out before a claim; nothing when it can be made. */
export function lacks(item: Known): readonly string[] {
  const open: readonly (readonly [boolean, string])[] = [
    [!item.hasTrn, 'teacher reference number'],
    [!item.hasDateOfBirth, 'date of birth'],
    [item.providerId === null, 'accredited provider'],
    [item.hoursAgreed === null, 'hours agreed with the provider'],
  ]
  return open.flatMap(([isOpen, what]) => (isOpen ? [what] : []))
}

/** Whether enough is known to put the mentor on the school's list: both find the teaching record. */
export const canBeAdded = ({ hasTrn, hasDateOfBirth }: Pick<Known, 'hasTrn' | 'hasDateOfBirth'>): boolean =>
  hasTrn && hasDateOfBirth
