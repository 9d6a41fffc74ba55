import { everyone } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import type { Claim } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { decideClawback } from '../clawbacks/decide-clawback.ts'
import { dropClawback } from '../clawbacks/drop-clawback.ts'
import { proposeClawback } from '../clawbacks/propose-clawback.ts'
import { takeFile } from '../exports/take-file.ts'
import { download, type OpenedFile, openedFile, openLink, showLanding } from '../features/claim-downloads/downloads.ts'
import { claimOfLedger, sendLedger, showClaimLedger, showLedger } from '../features/claim-ledger/ledger.ts'
import {
  claimToTakeBack,
  sendDecision,
  sendDrop,
  sendProposal,
  showClawback,
  showDecision,
  showDrop,
  showProposal,
} from '../features/clawback/clawback.ts'
import { showClawbacks } from '../features/clawbacks/clawbacks.ts'
import { sendPayment, sendRefusal, sentClaimOfAddress, showPayment, showRefusal } from '../features/payment/payment.ts'
import { downloadByLink } from '../files/download-file.ts'
import { refusePayment } from '../payments/refuse-payment.ts'
import { sendAgain } from '../payments/send-again.ts'
import { sendInformation } from '../payments/send-information.ts'

const payment = { feature: 'payment', policy: claimPolicy.pay, load: sentClaimOfAddress } as const
const refusal = { ...payment, policy: claimPolicy.payNow } as const
const clawback = { feature: 'clawback', policy: claimPolicy.pay, load: claimToTakeBack } as const
const deciding = { ...clawback, policy: claimPolicy.payNow } as const
const ledger = { feature: 'claim-ledger', policy: claimPolicy.staff } as const
// The link decides, not a session: page and command look at it themselves.
const downloads = { feature: 'claim-downloads', policy: everyone } as const
const CLAIM = '/staff/claims/:claimId'

/** One claim's payment, what is taken back, the ledger, and the payer's links. */
export const clawbackRoutes: readonly Route[] = [
  page<Claim>(`GET ${CLAIM}/payment`, { ...payment, handle: showPayment }),
  action<Claim>(`POST ${CLAIM}/payment`, { ...payment, commands: [sendInformation, sendAgain], handle: sendPayment }),
  page<Claim>(`GET ${CLAIM}/payment/refusal`, { ...refusal, handle: showRefusal }),
  action<Claim>(`POST ${CLAIM}/payment/refusal`, { ...refusal, commands: [refusePayment], handle: sendRefusal }),
  page('GET /staff/claims/clawbacks', { feature: 'clawbacks', policy: claimPolicy.staff, handle: showClawbacks }),
  page<Claim>(`GET ${CLAIM}/clawback`, { ...clawback, policy: claimPolicy.staff, handle: showClawback }),
  page<Claim>(`GET ${CLAIM}/clawback/proposal`, { ...clawback, handle: showProposal }),
  action<Claim>(`POST ${CLAIM}/clawback/proposal`, { ...clawback, commands: [proposeClawback], handle: sendProposal }),
  page<Claim>(`GET ${CLAIM}/clawback/decision`, { ...deciding, handle: showDecision }),
  action<Claim>(`POST ${CLAIM}/clawback/decision`, { ...deciding, commands: [decideClawback], handle: sendDecision }),
  page<Claim>(`GET ${CLAIM}/clawback/dropping`, { ...clawback, handle: showDrop }),
  action<Claim>(`POST ${CLAIM}/clawback/dropping`, { ...clawback, commands: [dropClawback], handle: sendDrop }),
  page('GET /staff/claims/ledger', { ...ledger, handle: showLedger }),
  page('GET /staff/claims/ledger/file', { ...ledger, priority: 'low', handle: sendLedger }),
  action('POST /staff/claims/ledger/file', { ...ledger, priority: 'low', commands: [takeFile], handle: sendLedger }),
  page<Claim>(`GET ${CLAIM}/ledger`, { ...ledger, load: claimOfLedger, handle: showClaimLedger }),
  page('GET /claim-files/link/:token', { ...downloads, handle: openLink }),
  page<OpenedFile>('GET /claim-files', { ...downloads, load: openedFile, handle: showLanding }),
  action<OpenedFile>('POST /claim-files', {
    ...downloads,
    load: openedFile,
    commands: [downloadByLink],
    handle: download,
  }),
]
