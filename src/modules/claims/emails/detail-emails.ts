import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'
import { type Detail, detailText } from '../details/detail-report.ts'

type Report = {
  readonly to: Told
  readonly school: { readonly id: string; readonly name: string }
  readonly detail: Detail
  readonly receipt: string
  readonly baseUrl: string
}

const about = ({ to, school }: Report) =>
  [
    { kind: 'school', id: school.id },
    { kind: 'account', id: to.accountId },
  ] as const

/** The receipt for whoever said that a detail of the school is wrong. */
export const detailReportedEmail = (report: Report & { readonly days: number }): OutgoingEmail => ({
  intent: `claims.wrong-detail:${report.receipt}`,
  template: 'detailReportedEmail',
  to: report.to.address,
  subject: `We look at the details of ${report.school.name}: ${report.receipt}`,
  body: lines(
    dear(report.to.name),
    `You told us that a detail of ${report.school.name} is wrong: ${detailText[report.detail]}. Your receipt is ${report.receipt}.`,
    `We look at it within ${report.days} working days and write to you. You can go on with claims meanwhile.`,
    `See what you told us: ${report.baseUrl}/organisations/${report.school.id}/claim-details`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(report),
})

/** What staff did about it. */
export const detailSettledEmail = (report: Report & { readonly answer: string }): OutgoingEmail => ({
  intent: `claims.wrong-detail-settled:${report.receipt}`,
  template: 'detailSettledEmail',
  to: report.to.address,
  subject: `Answer about the details of ${report.school.name}: ${report.receipt}`,
  body: lines(
    dear(report.to.name),
    `You told us that a detail of ${report.school.name} is wrong: ${detailText[report.detail]}. This is our answer:`,
    report.answer,
    `The details as they are now: ${report.baseUrl}/organisations/${report.school.id}/claim-details`,
    `If it is still wrong, tell us again there and quote ${report.receipt}.`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(report),
})
