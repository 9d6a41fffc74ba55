import { action, page, type Route } from '#src/platform/http/route.ts'
import { addCohort } from '../cohorts/add-cohort.ts'
import { changeCohort } from '../cohorts/change-cohort.ts'
import type { CohortRecord } from '../cohorts/cohort-record.ts'
import { copySchedules } from '../cohorts/copy-schedules.ts'
import { dropSchedule, editSchedule } from '../cohorts/edit-schedule.ts'
import { addConsentText } from '../consents/add-consent-text.ts'
import type { ConsentText } from '../consents/consent-texts-queries.ts'
import {
  cohortInPath,
  sendDates,
  sendNewCohort,
  showCohort,
  showCohorts,
  showDates,
  showNewCohort,
} from '../features/cohorts/cohorts.ts'
import {
  type ScheduleInPath,
  scheduleInPath,
  sendCopy,
  sendRemoval,
  sendSchedule,
  showCopy,
  showRemoval,
  showSchedule,
} from '../features/cohorts/schedules.ts'
import {
  sendNewText,
  showConsentText,
  showConsentTexts,
  showNewText,
  textInPath,
} from '../features/consent-texts/consent-texts.ts'
import {
  policyInPath,
  sendNewDraft,
  showComparison,
  showNewDraft,
  showPolicies,
  showPolicy,
} from '../features/funding-policies/funding-policies.ts'
import {
  proposalInPath,
  sendDecision,
  sendDiscard,
  sendProposing,
  sendTakingBack,
  showDecision,
  showProposal,
  showProposing,
} from '../features/funding-policies/proposals.ts'
import { type RuleInPath, ruleInPath, sendRule, showRule } from '../features/funding-policies/rule.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { beginDraft } from '../policies/begin-draft.ts'
import { changeDraftRule } from '../policies/change-draft-rule.ts'
import { approveRules, refuseRules } from '../policies/decide-proposal.ts'
import { discardDraft, takeBackProposal } from '../policies/end-proposal.ts'
import type { PolicyInFull } from '../policies/policy-versions-queries.ts'
import type { Proposal } from '../policies/proposal.ts'
import { proposeRules } from '../policies/propose-draft.ts'

const { view, manage } = listPolicy

const cohorts = { feature: 'cohorts', policy: view } as const
const cohort = { feature: 'cohorts', policy: manage, load: cohortInPath } as const
const schedule = { feature: 'cohorts', policy: manage, load: scheduleInPath } as const
const COHORT = '/staff/npq/cohorts/:cohort'

const policies = { feature: 'funding-policies', policy: view } as const
const proposal = { feature: 'funding-policies', policy: manage, load: proposalInPath } as const
const rule = { feature: 'funding-policies', policy: manage, load: ruleInPath } as const
const POLICIES = '/staff/npq/funding-policies'
const PROPOSAL = `${POLICIES}/proposals/:proposalId`

const texts = { feature: 'consent-texts', policy: view } as const
const TEXTS = '/staff/npq/consent-texts'

/** The dated data that staff keep: cohorts, rules of funding, and what people agree to. */
export const policyRoutes: readonly Route[] = [
  page('GET /staff/npq/cohorts', { ...cohorts, handle: showCohorts }),
  page('GET /staff/npq/cohorts/new', { ...cohorts, policy: manage, handle: showNewCohort }),
  action('POST /staff/npq/cohorts/new', { ...cohorts, policy: manage, commands: [addCohort], handle: sendNewCohort }),
  page<CohortRecord>(`GET ${COHORT}`, { ...cohorts, load: cohortInPath, handle: showCohort }),
  page<CohortRecord>(`GET ${COHORT}/dates`, { ...cohort, handle: showDates }),
  action<CohortRecord>(`POST ${COHORT}/dates`, { ...cohort, commands: [changeCohort], handle: sendDates }),
  page<CohortRecord>(`GET ${COHORT}/copy-schedules`, { ...cohort, handle: showCopy }),
  action<CohortRecord>(`POST ${COHORT}/copy-schedules`, { ...cohort, commands: [copySchedules], handle: sendCopy }),
  page<ScheduleInPath>(`GET ${COHORT}/schedules/:schedule`, { ...schedule, handle: showSchedule }),
  action<ScheduleInPath>(`POST ${COHORT}/schedules/:schedule`, {
    ...{ ...schedule, commands: [editSchedule] },
    handle: sendSchedule,
  }),
  page<ScheduleInPath>(`GET ${COHORT}/schedules/:schedule/removal`, { ...schedule, handle: showRemoval }),
  action<ScheduleInPath>(`POST ${COHORT}/schedules/:schedule/removal`, {
    ...{ ...schedule, commands: [dropSchedule] },
    handle: sendRemoval,
  }),
  page(`GET ${POLICIES}`, { ...policies, handle: showPolicies }),
  page(`GET ${POLICIES}/comparison`, { ...policies, handle: showComparison }),
  page(`GET ${POLICIES}/new`, { ...policies, policy: manage, handle: showNewDraft }),
  action(`POST ${POLICIES}/new`, { ...policies, policy: manage, commands: [beginDraft], handle: sendNewDraft }),
  page<PolicyInFull>(`GET ${POLICIES}/versions/:cohort/:version`, {
    ...{ ...policies, load: policyInPath },
    handle: showPolicy,
  }),
  page<Proposal>(`GET ${PROPOSAL}`, { ...policies, load: proposalInPath, handle: showProposal }),
  page<RuleInPath>(`GET ${PROPOSAL}/rules/:rule`, { ...rule, handle: showRule }),
  action<RuleInPath>(`POST ${PROPOSAL}/rules/:rule`, { ...rule, commands: [changeDraftRule], handle: sendRule }),
  page<Proposal>(`GET ${PROPOSAL}/proposing`, { ...proposal, handle: showProposing }),
  action<Proposal>(`POST ${PROPOSAL}/proposing`, { ...proposal, commands: [proposeRules], handle: sendProposing }),
  action<Proposal>(`POST ${PROPOSAL}/taking-back`, {
    ...{ ...proposal, commands: [takeBackProposal] },
    handle: sendTakingBack,
  }),
  action<Proposal>(`POST ${PROPOSAL}/discard`, { ...proposal, commands: [discardDraft], handle: sendDiscard }),
  page<Proposal>(`GET ${PROPOSAL}/decision`, { ...proposal, handle: showDecision }),
  action<Proposal>(`POST ${PROPOSAL}/decision`, {
    ...{ ...proposal, commands: [approveRules, refuseRules] },
    handle: sendDecision,
  }),
  page(`GET ${TEXTS}`, { ...texts, handle: showConsentTexts }),
  page(`GET ${TEXTS}/new`, { ...texts, policy: manage, handle: showNewText }),
  action(`POST ${TEXTS}/new`, { ...texts, policy: manage, commands: [addConsentText], handle: sendNewText }),
  page<ConsentText>(`GET ${TEXTS}/:version`, { ...texts, load: textInPath, handle: showConsentText }),
]
