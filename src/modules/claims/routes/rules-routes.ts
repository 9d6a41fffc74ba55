import { action, page, type Route } from '#src/platform/http/route.ts'
import type { Conditions } from '../conditions/conditions.ts'
import {
  rateInPath,
  sendDecision,
  sendNewRate,
  showNewRate,
  showRate,
  showRates,
} from '../features/claim-rates/rates.ts'
import {
  conditionsInPath,
  sendNewConditions,
  showConditions,
  showNewConditions,
  showVersion,
} from '../features/claim-rules/conditions.ts'
import {
  figureInPath,
  type KnownFigure,
  sendArea,
  sendCaps,
  sendFigure,
  sendNewYear,
  showAreas,
  showCaps,
  showFigure,
  showNewYear,
  showRules,
  yearInPath,
} from '../features/claim-rules/rules.ts'
import {
  sendChange,
  sendNewWindow,
  sendRemoval,
  showChange,
  showNewWindow,
  showRemoval,
  showWindow,
  showWindows,
  windowInPath,
} from '../features/claim-windows/windows.ts'
import {
  decideList,
  listInPath,
  sendByHand,
  sendUpload,
  showByHand,
  showEligible,
  showList,
  showUpload,
} from '../features/eligible-schools/eligible.ts'
import { addGrantConditions } from '../years/add-grant-conditions.ts'
import { applyEligibleSchools, discardEligibleSchools } from '../years/apply-eligible-schools.ts'
import { changeFigure } from '../years/change-figure.ts'
import { changeWindow } from '../years/change-window.ts'
import type { ClaimWindow, ClaimYear } from '../years/claim-year.ts'
import { decideRate } from '../years/decide-rate.ts'
import type { EligibleFile } from '../years/eligible-files-store.ts'
import { openWindow } from '../years/open-window.ts'
import { proposeRate } from '../years/propose-rate.ts'
import type { Rate } from '../years/rate.ts'
import { removeWindow } from '../years/remove-window.ts'
import { rulesPolicy } from '../years/rules-policy.ts'
import { makeSchoolEligible, makeSchoolIneligible } from '../years/set-eligible.ts'
import { setFundingArea } from '../years/set-funding-area.ts'
import { addClaimYear, changeCaps } from '../years/set-year.ts'
import { uploadEligibleSchools } from '../years/upload-eligible-schools.ts'

const { view, manage, decideRate: decides } = rulesPolicy
const [WINDOWS, RATES, RULES] = ['/staff/claims/windows', '/staff/claims/rates', '/staff/claims/rules'] as const
const [CONDITIONS, ELIGIBLE] = ['/staff/claims/conditions', '/staff/claims/eligible-schools'] as const

const windows = { feature: 'claim-windows', policy: manage } as const
const window = { ...windows, load: windowInPath } as const
const rates = { feature: 'claim-rates', policy: manage } as const
const rate = { ...rates, load: rateInPath } as const
const rules = { feature: 'claim-rules', policy: manage } as const
const figure = { ...rules, load: figureInPath } as const
const year = { ...rules, load: yearInPath } as const
const eligible = { feature: 'eligible-schools', policy: manage } as const
const list = { ...eligible, load: listInPath } as const

/** The rules of claims as dated data, and which schools may claim. */
export const rulesRoutes: readonly Route[] = [
  page(`GET ${WINDOWS}`, { ...windows, policy: view, handle: showWindows }),
  page(`GET ${WINDOWS}/new`, { ...windows, handle: showNewWindow }),
  action(`POST ${WINDOWS}/new`, { ...windows, commands: [openWindow], handle: sendNewWindow }),
  page<ClaimWindow>(`GET ${WINDOWS}/:windowId`, { ...window, policy: view, handle: showWindow }),
  page<ClaimWindow>(`GET ${WINDOWS}/:windowId/dates`, { ...window, handle: showChange }),
  action<ClaimWindow>(`POST ${WINDOWS}/:windowId/dates`, { ...window, commands: [changeWindow], handle: sendChange }),
  page<ClaimWindow>(`GET ${WINDOWS}/:windowId/removal`, { ...window, handle: showRemoval }),
  action<ClaimWindow>(`POST ${WINDOWS}/:windowId/removal`, {
    ...window,
    commands: [removeWindow],
    handle: sendRemoval,
  }),
  page(`GET ${RATES}`, { ...rates, policy: view, handle: showRates }),
  page(`GET ${RATES}/new`, { ...rates, handle: showNewRate }),
  action(`POST ${RATES}/new`, { ...rates, commands: [proposeRate], handle: sendNewRate }),
  page<Rate>(`GET ${RATES}/:rateId`, { ...rate, policy: view, handle: showRate }),
  action<Rate>(`POST ${RATES}/:rateId/decision`, {
    ...rate,
    policy: decides,
    commands: [decideRate],
    handle: sendDecision,
  }),
  page(`GET ${RULES}`, { ...rules, policy: view, handle: showRules }),
  page<KnownFigure>(`GET ${RULES}/figures/:figure`, { ...figure, handle: showFigure }),
  action<KnownFigure>(`POST ${RULES}/figures/:figure`, { ...figure, commands: [changeFigure], handle: sendFigure }),
  page(`GET ${RULES}/years/new`, { ...rules, handle: showNewYear }),
  action(`POST ${RULES}/years/new`, { ...rules, commands: [addClaimYear], handle: sendNewYear }),
  page<ClaimYear>(`GET ${RULES}/years/:year`, { ...year, handle: showCaps }),
  action<ClaimYear>(`POST ${RULES}/years/:year`, { ...year, commands: [changeCaps], handle: sendCaps }),
  page(`GET ${RULES}/funding-areas`, { ...rules, policy: view, handle: showAreas }),
  action(`POST ${RULES}/funding-areas/change`, { ...rules, commands: [setFundingArea], handle: sendArea }),
  page(`GET ${CONDITIONS}`, { ...rules, policy: view, handle: showConditions }),
  page(`GET ${CONDITIONS}/new`, { ...rules, handle: showNewConditions }),
  action(`POST ${CONDITIONS}/new`, { ...rules, commands: [addGrantConditions], handle: sendNewConditions }),
  page<Conditions>(`GET ${CONDITIONS}/:conditionsVersion`, {
    ...{ ...rules, policy: view, load: conditionsInPath, handle: showVersion },
  }),
  page(`GET ${ELIGIBLE}`, { ...eligible, policy: view, handle: showEligible }),
  page(`GET ${ELIGIBLE}/upload`, { ...eligible, handle: showUpload }),
  action(`POST ${ELIGIBLE}/upload`, {
    ...{ ...eligible, upload: { maxMegabytes: 5 }, commands: [uploadEligibleSchools], handle: sendUpload },
  }),
  page<EligibleFile>(`GET ${ELIGIBLE}/files/:listId`, { ...list, handle: showList }),
  action<EligibleFile>(`POST ${ELIGIBLE}/files/:listId`, {
    ...list,
    commands: [applyEligibleSchools, discardEligibleSchools],
    handle: decideList,
  }),
  page(`GET ${ELIGIBLE}/by-hand`, { ...eligible, handle: showByHand }),
  action(`POST ${ELIGIBLE}/by-hand`, {
    ...eligible,
    commands: [makeSchoolEligible, makeSchoolIneligible],
    handle: sendByHand,
  }),
]
