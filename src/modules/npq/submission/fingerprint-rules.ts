import type { CourseAnswers } from '../courses/course-answers.ts'
import type { FundingChoice } from '../registrations/registration.ts'
import type { WorkDetails } from '../work-details/work-details.ts'

/** What is compared when two registrations are: groups of answers. Source: the definitions of the six measures, docs/rules/npq.md. */
export type Fingerprint = Readonly<Record<'email' | 'work' | 'funding' | 'answers' | 'name', string>>

type Submitted = {
  readonly email: string | null
  readonly name: string
  readonly trn: string | null
  readonly work: WorkDetails
  readonly fundingChoice: FundingChoice | null
  readonly answers: CourseAnswers
}

/** Each group as one text, normalised: two that differ only in spelling, spaces or an answer left blank are the same. */
export const fingerprintOf = ({ email, name, trn, work, fundingChoice, answers }: Submitted): Fingerprint => ({
  email: group({ email }),
  name: group({ name, trn }),
  work: group(work),
  funding: group({ fundingChoice }),
  answers: group(answers),
})

type Answer = string | boolean | null | undefined

/** Sorted, so that the order in which answers were given does not matter; blank ones are left out. */
const group = (answers: Readonly<Record<string, Answer>>): string =>
  Object.entries(answers)
    .map(([question, answer]) => [question, normal(answer)] as const)
    .filter(([, answer]) => answer !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([question, answer]) => `${question}=${answer}`)
    .join('\n')

const normal = (answer: Answer): string =>
  answer === null || answer === undefined
    ? ''
    : String(answer).normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
