import { registerJourney } from '#src/modules/npq/features/register/journey.ts'
import {
  dataAlone,
  everybody,
  forEach,
  ofProvider,
  owner,
  ownerOrSupport,
  signedIn,
  staffAlone,
  supportAlone,
  supportOrData,
  type Table,
} from './doors.ts'

/** The questions about work, which several journeys ask. */
const WORK_STEPS = [
  ...['teacher-catchment', 'country', 'work-setting', 'kind-of-nursery', 'choose-school', 'choose-childcare-provider'],
  ...['have-ofsted-urn', 'choose-private-childcare-provider', 'your-employment', 'your-role', 'your-employer'],
  ...['itt-provider', 'referred-by-return-to-teaching-adviser', 'cannot-use-workplace', 'check-answers'],
]
const CHANGE_WORK = '/npq/registrations/:registrationId/change-work-details'
const CHANGE_WORK_STEPS = [
  ...['what-changes-now', 'nothing-changed', 'kind-of-change', 'first-day', 'funding-outcome', 'who-pays', 'reason'],
  ...['who-pays-at-school', 'ehco-headteacher', 'ehco-new-headteacher', 'senco-in-role', 'senco-start-date'],
]

const POLICIES = '/staff/npq/funding-policies'
const PROPOSAL = `${POLICIES}/proposals/:proposalId`

/** Who may come to each address of the module, by GET or POST. */
export const NPQ: Table = {
  ...forEach(ownerOrSupport, ...[...CHANGE_WORK_STEPS, ...WORK_STEPS].map((step) => `${CHANGE_WORK}/:draft/${step}`)),
  ...forEach(
    ownerOrSupport,
    ...['change-course', 'change-provider'].flatMap((change) => {
      const at = `/npq/registrations/:registrationId/${change}`
      return [at, `${at}/done`, `${at}/take-back`]
    }),
  ),
  ...forEach(
    ownerOrSupport,
    ...['choose-your-npq', 'already-registered', 'no-rules', 'npqh-status', 'ehco-unavailable', 'ehco-headteacher']
      .concat('ehco-new-headteacher', 'maths-eligibility-teaching-for-mastery', 'maths-understanding-of-approach')
      .concat('maths-cannot-register', 'senco-in-role', 'senco-start-date', 'funding-outcome', 'who-pays')
      .concat('who-pays-at-school', 'choose-your-provider', 'reason', 'check-answers')
      .map((step) => `/npq/registrations/:registrationId/change-course/:draft/${step}`),
  ),
  ...forEach(
    ownerOrSupport,
    ...['nobody-else', 'choose-your-provider', 'reason', 'check-answers'].map(
      (step) => `/npq/registrations/:registrationId/change-provider/:draft/${step}`,
    ),
  ),
  ...forEach(owner, '/npq/registrations/:registrationId/registered'),
  ...forEach(signedIn, '/npq/registrations', '/npq/work-details', '/npq/work-details/told'),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId', CHANGE_WORK, `${CHANGE_WORK}/changed`),
  ...forEach(signedIn, ...['first-day', ...WORK_STEPS].map((step) => `/npq/work-details/:draft/${step}`)),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId/withdrawal'),
  ...forEach(ownerOrSupport, '/npq/registrations/:registrationId/withdrawal/done'),
  ...forEach(ofProvider, '/organisations/:organisationId/npq-release-requests'),
  ...forEach(ofProvider, '/organisations/:organisationId/npq-release-requests/:requestId'),
  ...forEach(everybody, '/npq', '/npq/workplaces/suggestions'),
  ...forEach(signedIn, '/npq/register', '/npq/register/:draft/check-answers'),
  ...forEach(signedIn, ...Object.keys(registerJourney.steps).map((step) => `/npq/register/:draft/${step}`)),
  ...forEach(
    everybody,
    '/npq/funding',
    ...['course-start-date', 'teacher-catchment', 'country', 'work-setting', 'kind-of-nursery', 'choose-school']
      .concat('choose-childcare-provider', 'have-ofsted-urn', 'choose-private-childcare-provider', 'your-employment')
      .concat('your-role', 'your-employer', 'itt-provider', 'referred-by-return-to-teaching-adviser')
      .concat('cannot-use-workplace', 'choose-your-npq', 'ehco-headteacher', 'ehco-new-headteacher', 'check-answers')
      .map((step) => `/npq/funding/:draft/${step}`),
  ),
  ...forEach(supportOrData, '/staff/npq/lists', '/staff/npq/lists/:list/versions/:versionId'),
  ...forEach(supportOrData, '/staff/npq/lists/:list/versions/:versionId/file', '/staff/npq/scenarios'),
  ...forEach(supportOrData, '/staff/npq/scenarios/:runId', '/staff/npq/scenarios/:runId/file'),
  ...forEach(supportOrData, '/staff/npq/lists/:list'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/upload', '/staff/npq/lists/:list/versions/:versionId/application'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/versions/:versionId/discard'),
  ...forEach(dataAlone, '/staff/npq/lists/:list/versions/:versionId/taking-back'),
  ...forEach(supportOrData, '/staff/npq/cohorts', '/staff/npq/cohorts/:cohort', '/staff/npq/consent-texts'),
  ...forEach(supportOrData, '/staff/npq/consent-texts/:version', POLICIES, `${POLICIES}/comparison`),
  ...forEach(supportOrData, `${POLICIES}/versions/:cohort/:version`, PROPOSAL),
  ...forEach(
    dataAlone,
    ...['/staff/npq/cohorts/new', '/staff/npq/consent-texts/new', `${POLICIES}/new`],
    ...['dates', 'copy-schedules', 'schedules/:schedule', 'schedules/:schedule/removal'].map(
      (page) => `/staff/npq/cohorts/:cohort/${page}`,
    ),
    ...['rules/:rule', 'proposing', 'taking-back', 'discard', 'decision'].map((page) => `${PROPOSAL}/${page}`),
  ),
  ...forEach(supportAlone, '/staff/npq', '/staff/npq/registrations/:registrationId'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/revert'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/reject'),
  ...forEach(supportAlone, '/staff/npq/bulk', '/staff/npq/bulk/:id', '/staff/npq/bulk/:id/file'),
  ...forEach(
    supportAlone,
    '/staff/npq/duplicates',
    '/staff/npq/duplicates/registrations',
    '/staff/npq/duplicates/file',
  ),
  ...forEach(staffAlone, '/staff/npq/offers'),
  ...forEach(dataAlone, '/staff/npq/offers/:cohort/:course'),
  ...forEach(supportAlone, '/staff/npq/reviews', '/staff/npq/reviews/funded-places'),
  ...forEach(supportAlone, '/staff/npq/reviews/:registrationId', '/staff/npq/reviews/:registrationId/notes'),
  ...forEach(supportAlone, '/staff/npq/reviews/:registrationId/assignment'),
  ...forEach(supportAlone, '/staff/npq/registrations/:registrationId/funding'),
}
