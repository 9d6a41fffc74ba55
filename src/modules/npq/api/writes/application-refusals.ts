import type { ToldRefusal } from '#src/platform/http/api/endpoint.ts'

const application = (detail: string): ToldRefusal => ({ status: 422, title: 'application', detail })
const fundedPlace = (detail: string): ToldRefusal => ({ status: 422, title: 'funded_place', detail })
const schedule = (detail: string): ToldRefusal => ({ status: 422, title: 'schedule_identifier', detail })

/** How what stands in the way of a decision is told. Codes stay for ever; words may get better. */
export const DECISION_REFUSALS = {
  'already-accepted': application('This application has already been accepted'),
  'already-rejected': application('This application has already been rejected'),
  'was-rejected': application('This application was rejected. It cannot be accepted any more'),
  'was-withdrawn': application('The participant has withdrawn this application'),
  'has-expired': application('This application has expired'),
  'changed-meanwhile': {
    status: 409,
    title: 'application',
    detail: 'The application was changed at the same moment. Read it again',
  },
  'other-accepted': application(
    'The participant has another accepted application for this course in the same cohort. It must be withdrawn first',
  ),
  'likely-duplicate': application(
    'Somebody with the same teacher reference number has an accepted application for this course in the same cohort. We have been told and look into it',
  ),
  'open-already': application('We look into this application already'),
  'has-declarations': application('There are declarations for this participant that are not voided'),
  'not-accepted': application('This application is not accepted'),
} as const satisfies Readonly<Record<string, ToldRefusal>>

export const PLACE_REFUSALS = {
  'funded-place-missing': fundedPlace("Set '#/funded_place' to true or false"),
  'funded-place-not-eligible': fundedPlace(
    "The participant is not eligible for funding, so '#/funded_place' cannot be true",
  ),
  'funded-place-must-be-false': fundedPlace("This cohort has no funding: set '#/funded_place' to false"),
  'not-capped': fundedPlace("The cohort of this application has no funding cap, so '#/funded_place' cannot change"),
} as const satisfies Readonly<Record<string, ToldRefusal>>

export const SCHEDULE_REFUSALS = {
  'schedule-not-found': schedule("There is no schedule '#/schedule_identifier' in the cohort"),
  'schedule-not-for-course': schedule("The schedule '#/schedule_identifier' is not for this course"),
} as const satisfies Readonly<Record<string, ToldRefusal>>
