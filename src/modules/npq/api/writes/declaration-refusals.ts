import type { ToldRefusal } from '#src/platform/http/api/endpoint.ts'

const type = (detail: string): ToldRefusal => ({ status: 422, title: 'declaration_type', detail })
const date = (detail: string): ToldRefusal => ({ status: 422, title: 'declaration_date', detail })
const application = (detail: string): ToldRefusal => ({ status: 422, title: 'application', detail })

export const DECLARATION_REFUSALS = {
  'not-accepted': application('The application is not accepted'),
  'no-schedule': application('The participant is on no schedule. Change their schedule first'),
  'course-not-offered': { status: 422, title: 'cohort', detail: 'You do not deliver this course in the cohort' },
  'type-not-in-schedule': type("The schedule of the participant has no declaration '#/declaration_type'"),
  'in-future': date("The '#/declaration_date' cannot be in the future"),
  'before-schedule': date("The '#/declaration_date' cannot be before the schedule of the participant begins"),
  'after-withdrawal': date("The '#/declaration_date' cannot be after the participant was withdrawn"),
  'has-passed-missing': {
    status: 422,
    title: 'has_passed',
    detail: "Set '#/has_passed' to true or false when the course is completed",
  },
  'declared-already': type('This is declared already'),
  'declared-otherwise': type(
    "There is a declaration of this '#/declaration_type' for another date that is not voided. Void it first",
  ),
} as const satisfies Readonly<Record<string, ToldRefusal>>

export const VOID_REFUSALS = {
  'already-voided': { status: 422, title: 'state', detail: 'The declaration is voided already' },
  'already-paid': { status: 422, title: 'state', detail: 'The declaration has been paid, and cannot be voided here' },
  'declared-by-other': {
    status: 403,
    title: 'Not allowed',
    detail: 'Another provider made this declaration. You can read it, and cannot void it',
  },
} as const satisfies Readonly<Record<string, ToldRefusal>>

export const OUTCOME_REFUSALS = {
  'not-accepted': DECLARATION_REFUSALS['not-accepted'],
  'course-has-no-outcome': {
    status: 422,
    title: 'course_identifier',
    detail: "The course '#/course_identifier' is neither passed nor failed",
  },
  'in-future': { status: 422, title: 'completion_date', detail: "The '#/completion_date' cannot be in the future" },
  'no-completed-declaration': {
    status: 422,
    title: 'participant',
    detail: 'Declare the course completed first',
  },
  'told-already': { status: 422, title: 'state', detail: 'This outcome is told already' },
} as const satisfies Readonly<Record<string, ToldRefusal>>
