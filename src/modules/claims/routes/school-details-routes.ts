import { action, page, type Route } from '#src/platform/http/route.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { reportDetail, settleDetailReport } from '../details/report-detail.ts'
import { sendCalendar, showClaimDates } from '../features/claim-dates/claim-dates.tsx'
import { showClaimDetails } from '../features/claim-details/claim-details.ts'
import { sendCorrection, showCorrection } from '../features/claim-details/correction.tsx'
import { showEstimate } from '../features/claim-estimate/claim-estimate.ts'
import {
  type ReportPlace,
  reportOfAddress,
  settleReport,
  showReport,
  showReports,
} from '../features/detail-reports/detail-reports.tsx'
import {
  organisationOfAddress,
  type PreferencePlace,
  sendPreferences,
  showPreferences,
} from '../features/preferences/preferences.tsx'
import { mentorPolicy } from '../mentors/mentor-policy.ts'
import { type SchoolPlace, schoolOfAddress } from '../places/school-place.ts'
import { chooseEmails } from '../preferences/choose-emails.ts'
import { preferencePolicy } from '../preferences/preference-policy.ts'

const HERE = '/organisations/:organisationId'
const view = { policy: mentorPolicy.view, load: schoolOfAddress } as const
const correct = { feature: 'claim-details', policy: claimPolicy.claimant, load: schoolOfAddress } as const
const choose = { feature: 'preferences', policy: preferencePolicy.choose, load: organisationOfAddress } as const
const reports = { feature: 'detail-reports', policy: claimPolicy.support } as const

/** What a school looks up around its claims: dates, details, estimates, and which emails it gets. */
export const schoolDetailsRoutes: readonly Route[] = [
  page<SchoolPlace>(`GET ${HERE}/claim-dates`, { feature: 'claim-dates', ...view, handle: showClaimDates }),
  page<SchoolPlace>(`GET ${HERE}/claim-dates/calendar`, { feature: 'claim-dates', ...view, handle: sendCalendar }),
  page<SchoolPlace>(`GET ${HERE}/claim-details`, { feature: 'claim-details', ...view, handle: showClaimDetails }),
  page<SchoolPlace>(`GET ${HERE}/claim-details/correction`, { ...correct, handle: showCorrection }),
  action<SchoolPlace>(`POST ${HERE}/claim-details/correction`, {
    ...correct,
    commands: [reportDetail],
    handle: sendCorrection,
  }),
  page<SchoolPlace>(`GET ${HERE}/claim-estimate`, { feature: 'claim-estimate', ...view, handle: showEstimate }),
  page<PreferencePlace>(`GET ${HERE}/claims/preferences`, { ...choose, handle: showPreferences }),
  action<PreferencePlace>(`POST ${HERE}/claims/preferences`, {
    ...choose,
    commands: [chooseEmails],
    handle: sendPreferences,
  }),
  page('GET /staff/claims/detail-reports', { ...reports, handle: showReports }),
  page<ReportPlace>('GET /staff/claims/detail-reports/:detailReportId', {
    ...reports,
    load: reportOfAddress,
    handle: showReport,
  }),
  action<ReportPlace>('POST /staff/claims/detail-reports/:detailReportId', {
    ...reports,
    load: reportOfAddress,
    commands: [settleDetailReport],
    handle: settleReport,
  }),
]
