import { type AcademicYear, londonDate, Temporal } from '#src/kit/dates.ts'
import type { HomeTask } from './home-entry.ts'

/** Days to confirm the induction tutor after we ask. Source: ours: a working fortnight, before anybody else is asked. */
const DAYS_TO_CONFIRM = 14

/** By the autumn half term the school knows its year. Source: ours, until the department sets a day. */
const expectationDue = (year: AcademicYear): Temporal.PlainDate => Temporal.PlainDate.from({ year, month: 10, day: 31 })

/** What the tasks of access depend on. */
export type TaskFacts = {
  readonly organisationId: string
  readonly isSchool: boolean
  readonly eligible: boolean
  readonly today: Temporal.PlainDate
  readonly academicYear: AcademicYear
  readonly saidExpectation: boolean
  readonly confirmationAskedAt: Temporal.Instant | null
  readonly requests: number
  readonly requestMovesOnAt: Temporal.Instant | null
  readonly inCharge: number
  readonly contact: 'works' | 'bounced' | 'missing'
}

/** What is left to do about access, the most pressing first. */
export const accessTasks = (facts: TaskFacts): readonly HomeTask[] => [
  ...requestTask(facts),
  ...(facts.isSchool ? [...confirmTask(facts), ...contactTask(facts), ...expectationTask(facts)] : []),
  ...secondTask(facts),
]

const path = ({ organisationId }: TaskFacts, rest: string): `/${string}` => `/organisations/${organisationId}/${rest}`

const requestTask = (facts: TaskFacts): readonly HomeTask[] =>
  facts.requests === 0
    ? []
    : [
        {
          what: facts.requests === 1 ? 'Answer a request to join' : `Answer ${facts.requests} requests to join`,
          why: 'Somebody waits for access. If nobody answers, we ask somebody else.',
          by: facts.requestMovesOnAt && londonDate(facts.requestMovesOnAt),
          href: path(facts, 'people'),
        },
      ]

const confirmTask = (facts: TaskFacts): readonly HomeTask[] =>
  facts.confirmationAskedAt === null
    ? []
    : [
        {
          what: 'Confirm that your induction tutor is still right',
          why: 'Lead providers write to the induction tutor whom we show them.',
          by: londonDate(facts.confirmationAskedAt).add({ days: DAYS_TO_CONFIRM }),
          href: path(facts, 'confirm-tutor'),
        },
      ]

const contactTask = (facts: TaskFacts): readonly HomeTask[] =>
  facts.contact === 'works'
    ? []
    : [
        {
          what: 'Check the email addresses of your school',
          why:
            facts.contact === 'bounced'
              ? 'Our last email to your school’s main address could not be delivered.'
              : 'We have no main email address for your school, so nobody can get a link from us if all of you leave.',
          by: null,
          href: path(facts, 'contacts'),
        },
      ]

const expectationTask = (facts: TaskFacts): readonly HomeTask[] => {
  if (facts.saidExpectation || !facts.eligible) return []
  const due = expectationDue(facts.academicYear)
  return [
    {
      what: 'Say whether you expect early career teachers this year',
      why: 'If you expect none, we stop writing to you about it. You can change your answer.',
      by: Temporal.PlainDate.compare(facts.today, due) <= 0 ? due : null,
      href: path(facts, 'expectation'),
    },
  ]
}

const secondTask = (facts: TaskFacts): readonly HomeTask[] =>
  facts.inCharge > 1
    ? []
    : [
        {
          what: 'Add a second person who can manage access',
          why: 'Only one person can add and remove people. When they are away or leave, nobody can.',
          by: null,
          href: path(facts, 'people/add'),
        },
      ]
