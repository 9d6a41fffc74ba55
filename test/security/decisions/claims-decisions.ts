import {
  claimants,
  claimantsOrSupport,
  claimParties,
  claimReaders,
  claimRulesReaders,
  claimStaffAlone,
  conditionsReaders,
  dataAlone,
  everybody,
  forEach,
  namedProvider,
  payAlone,
  providerAnswers,
  providerAnswersOrSupport,
  providerReaders,
  supportAlone,
  type Table,
  trustClaimants,
  trustReaders,
} from './doors.ts'

/** The questions of a claim that is not sent yet. */
const QUESTIONS = ['provider', 'mentors', 'hours', 'confirm-hours'] as const
const SENDING = ['check-answers', 'sent'] as const
const CHANGES = ['withdrawal', 'discarding', 'another-provider'] as const

const MENTORS = ['new', 'file', 'file/:mentorFileId', ':mentorId/number', ':mentorId/removal'] as const
const PREPARED = ['new', 'sending', ':preparationItemId', ':preparationItemId/removal'] as const
const LOOKED_UP = [
  ...['preparation', 'preparation/print', 'claim-dates', 'claim-dates/calendar', 'claim-details', 'claim-estimate'],
] as const
const TRUST = '/organisations/:organisationId/trust-claims'

const BATCHES = '/staff/claims/batches'
const OF_BATCH = [
  '',
  '/approval',
  '/discarding',
  '/file',
  '/links',
  '/responses',
  '/responses/new',
  '/responses/:responseId',
]
const CLAWBACK = ['/proposal', '/decision', '/dropping'] as const

const RULES_READ = [
  'windows',
  'windows/:windowId',
  'rates',
  'rates/:rateId',
  'rules',
  'rules/funding-areas',
  'conditions',
] as const
const RULES_KEPT = [
  ...(['windows/new', 'windows/:windowId/dates', 'windows/:windowId/removal', 'rates/new', 'conditions/new'] as const),
  ...(['rules/figures/:figure', 'rules/years/new', 'rules/years/:year', 'rules/funding-areas/change'] as const),
  ...(['eligible-schools/upload', 'eligible-schools/files/:listId', 'eligible-schools/by-hand'] as const),
] as const
const WRITTEN = ['/assignment', '/notes', '/messages'] as const

const ENDINGS = ['settling', 'cancelling', 'again'] as const
const REQUESTS = '/claims/:claimId/requests'
const REQUEST = `${REQUESTS}/:informationRequestId`
const OF_REQUEST = ['/new', '/:informationRequestId', ...ENDINGS.map((step) => `/:informationRequestId/${step}`)]

/** What is asked about claims, by DfE of the school, and its evidence. */
const requestDoors: Table = {
  [REQUESTS]: claimParties,
  [`${REQUESTS}/new`]: namedProvider,
  [REQUEST]: claimReaders,
  ...forEach(claimants, `${REQUEST}/answer`, `${REQUEST}/sent`, `${REQUEST}/more-time`),
  '/claim-evidence/:evidenceId': claimReaders,
  ...forEach(claimStaffAlone, '/staff/claims/requests', `/staff${REQUESTS}`),
  ...forEach(claimStaffAlone, ...OF_REQUEST.map((step) => `/staff${REQUESTS}${step}`)),
}

const AUDITS = '/organisations/:providerId/audits'
const AUDIT = `${AUDITS}/:auditId`
const NAMED = '/organisations/:providerId/provider-claims'
const SAMPLE = ['', '/by-hand', '/discard', '/send'] as const

/** Who may come to each address of the module, by GET or POST. */
export const CLAIMS: Table = {
  '/claims': everybody,
  '/organisations/:organisationId/claims': claimReaders,
  '/organisations/:organisationId/claims/export': claimReaders,
  '/organisations/:organisationId/new-claim': claimantsOrSupport,
  '/organisations/:organisationId/new-claim/suggestions': claimantsOrSupport,
  '/organisations/:organisationId/grant-conditions': conditionsReaders,
  '/organisations/:organisationId/grant-conditions/acceptance': claimants,
  '/organisations/:organisationId/grant-conditions/taking-back': supportAlone,
  '/claims/:claimId': claimParties,
  ...forEach(claimantsOrSupport, ...QUESTIONS.map((step) => `/claims/:claimId/${step}`)),
  ...forEach(claimants, ...SENDING.map((step) => `/claims/:claimId/${step}`)),
  ...forEach(claimantsOrSupport, ...CHANGES.map((change) => `/claims/:claimId/${change}`)),
  '/organisations/:organisationId/mentors': claimReaders,
  ...forEach(claimantsOrSupport, ...MENTORS.map((step) => `/organisations/:organisationId/mentors/${step}`)),
  ...forEach(claimReaders, ...LOOKED_UP.map((what) => `/organisations/:organisationId/${what}`)),
  ...forEach(claimantsOrSupport, ...PREPARED.map((step) => `/organisations/:organisationId/preparation/${step}`)),
  '/organisations/:organisationId/claim-details/correction': claimants,
  '/organisations/:organisationId/claims/preferences': claimants,
  ...forEach(
    supportAlone,
    '/staff/claims/new',
    '/staff/claims/detail-reports',
    '/staff/claims/detail-reports/:detailReportId',
  ),
  ...forEach(trustReaders, ...['', '/export', '/schools'].map((page) => `${TRUST}${page}`)),
  ...forEach(trustClaimants, `${TRUST}/file`, `${TRUST}/file/:trustFileId`),
  ...forEach(payAlone, BATCHES, `${BATCHES}/new`, ...OF_BATCH.map((step) => `${BATCHES}/:claimBatchId${step}`)),
  [`${BATCHES}/:claimBatchId/responses/:responseId/discarding`]: payAlone,
  ...forEach(payAlone, '/staff/claims/:claimId/payment', '/staff/claims/:claimId/payment/refusal'),
  ...forEach(payAlone, ...CLAWBACK.map((step) => `/staff/claims/:claimId/clawback${step}`)),
  ...forEach(claimStaffAlone, '/staff/claims/clawbacks', '/staff/claims/:claimId/clawback'),
  ...forEach(claimStaffAlone, '/staff/claims/ledger', '/staff/claims/ledger/file', '/staff/claims/:claimId/ledger'),
  ...forEach(
    claimStaffAlone,
    '/staff/claims',
    '/staff/claims/export',
    '/staff/claims/downloads',
    '/staff/claims/views',
    '/staff/claims/views/removal',
  ),
  ...forEach(claimStaffAlone, '/staff/claims/:claimId', ...WRITTEN.map((what) => `/staff/claims/:claimId${what}`)),
  ...forEach(claimRulesReaders, ...RULES_READ.map((what) => `/staff/claims/${what}`)),
  ...forEach(claimRulesReaders, '/staff/claims/conditions/:conditionsVersion', '/staff/claims/eligible-schools'),
  ...forEach(dataAlone, ...RULES_KEPT.map((what) => `/staff/claims/${what}`)),
  '/staff/claims/rates/:rateId/decision': payAlone,
  ...forEach(providerReaders, AUDITS, AUDIT, `${AUDIT}/claims/:claimId`),
  ...forEach(providerAnswersOrSupport, `${AUDIT}/claims/:claimId/answers`, `${AUDIT}/claims-file`),
  ...forEach(providerAnswersOrSupport, `${AUDIT}/file`, `${AUDIT}/file/:auditFileId`),
  [`${AUDIT}/more-time`]: providerAnswers,
  ...forEach(providerReaders, NAMED, `${NAMED}/export`, `${NAMED}/schools`, `${NAMED}/records`),
  [`${NAMED}/records/file`]: providerAnswers,
  '/claims/benefits': everybody,
  '/claims/:claimId/audit': claimParties,
  '/claims/:claimId/audit/reply': claimants,
  ...forEach(supportAlone, '/staff/claims/samples', '/staff/claims/samples/new'),
  ...forEach(supportAlone, ...SAMPLE.map((step) => `/staff/claims/samples/:sampleId${step}`)),
  ...forEach(claimStaffAlone, '/staff/claims/audits', '/staff/claims/audits/:auditId', '/staff/claims/:claimId/audit'),
  ...forEach(supportAlone, '/staff/claims/audits/:auditId/extension', '/staff/claims/:claimId/audit/decision'),
  ...forEach(everybody, '/claim-files', '/claim-files/link/:token'),
  ...requestDoors,
}
