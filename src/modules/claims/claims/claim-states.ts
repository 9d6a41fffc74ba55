import { machine } from '#src/kit/machine.ts'

export const CLAIM_STATUSES = [
  'draft',
  'discarded',
  'submitted',
  'withdrawn',
  'needs-provider',
  'with-payer',
  'payer-needs-information',
  'information-sent',
  'not-paid',
  'paid',
  'in-audit',
  'provider-disagrees',
  'not-upheld',
  'clawback-proposed',
  'clawback-refused',
  'clawback-agreed',
  'clawback-with-payer',
  'clawed-back',
] as const
export type ClaimStatus = (typeof CLAIM_STATUSES)[number]

/** What becomes of a claim, from its draft to the end. A move that is not here is no move. */
export const claimStates = machine<ClaimStatus>()({
  submit: { from: ['draft'], to: 'submitted' },
  discard: { from: ['draft'], to: 'discarded' },
  /** The school takes back what it sent before it has gone to the payer. */
  withdraw: { from: ['submitted', 'needs-provider'], to: 'withdrawn' },
  /** The provider's accreditation ended before the claim went to the payer. */
  loseProvider: { from: ['submitted'], to: 'needs-provider' },
  nameProvider: { from: ['needs-provider'], to: 'submitted' },
  /** A batch was approved by a second officer. */
  sendToPayer: { from: ['submitted'], to: 'with-payer' },
  pay: { from: ['with-payer', 'information-sent'], to: 'paid' },
  /** The payer did not pay and said why. */
  askForInformation: { from: ['with-payer'], to: 'payer-needs-information' },
  sendInformation: { from: ['payer-needs-information'], to: 'information-sent' },
  /** What was wrong is put right: the claim goes with the next batch. */
  sendAgain: { from: ['payer-needs-information', 'information-sent'], to: 'submitted' },
  refusePayment: { from: ['payer-needs-information', 'information-sent'], to: 'not-paid' },
  audit: { from: ['paid'], to: 'in-audit' },
  /** The provider confirms, or DfE decides for the school. */
  uphold: { from: ['in-audit', 'provider-disagrees'], to: 'paid' },
  disagree: { from: ['in-audit'], to: 'provider-disagrees' },
  /** DfE decides that some of the hours were not worked. */
  notUphold: { from: ['in-audit', 'provider-disagrees'], to: 'not-upheld' },
  /** After an audit, after a second officer's no, or because the school or a report says that a paid claim is wrong. */
  proposeClawback: { from: ['not-upheld', 'clawback-refused', 'paid'], to: 'clawback-proposed' },
  dropClawback: { from: ['not-upheld', 'clawback-refused', 'clawback-proposed'], to: 'paid' },
  agreeClawback: { from: ['clawback-proposed'], to: 'clawback-agreed' },
  refuseClawback: { from: ['clawback-proposed'], to: 'clawback-refused' },
  sendClawback: { from: ['clawback-agreed'], to: 'clawback-with-payer' },
  recover: { from: ['clawback-with-payer'], to: 'clawed-back' },
  /** The payer could not take it back: it goes with the next batch. */
  notRecover: { from: ['clawback-with-payer'], to: 'clawback-agreed' },
})

export type ClaimMove = keyof (typeof claimStates)['table']

/** Who may make a move. `school` includes its trust; `officer` is staff who help, `payer` staff who pay, `second` another of those. */
export type MoveParty = 'school' | 'provider' | 'officer' | 'payer' | 'second' | 'system'

/** Each move with who makes it and the command that does: buttons, timelines, documents and tests read this. */
export const CLAIM_MOVES: Readonly<Record<ClaimMove, { readonly by: readonly MoveParty[]; readonly command: string }>> =
  {
    submit: { by: ['school'], command: 'claims.submit-claim' },
    discard: { by: ['school', 'officer'], command: 'claims.discard-draft' },
    withdraw: { by: ['school', 'officer'], command: 'claims.withdraw-claim' },
    loseProvider: { by: ['system'], command: 'claims.mark-provider-lost' },
    nameProvider: { by: ['school', 'officer'], command: 'claims.name-provider' },
    sendToPayer: { by: ['second'], command: 'claims.approve-batch' },
    pay: { by: ['payer'], command: 'claims.apply-response' },
    askForInformation: { by: ['payer'], command: 'claims.apply-response' },
    sendInformation: { by: ['payer'], command: 'claims.send-information' },
    sendAgain: { by: ['payer'], command: 'claims.send-again' },
    refusePayment: { by: ['payer'], command: 'claims.refuse-payment' },
    audit: { by: ['officer'], command: 'claims.send-sample' },
    uphold: { by: ['provider', 'officer'], command: 'claims.decide-audit' },
    disagree: { by: ['provider', 'officer'], command: 'claims.answer-audit' },
    notUphold: { by: ['officer'], command: 'claims.decide-audit' },
    proposeClawback: { by: ['payer'], command: 'claims.propose-clawback' },
    dropClawback: { by: ['payer'], command: 'claims.drop-clawback' },
    agreeClawback: { by: ['second'], command: 'claims.decide-clawback' },
    refuseClawback: { by: ['second'], command: 'claims.decide-clawback' },
    sendClawback: { by: ['second'], command: 'claims.approve-batch' },
    recover: { by: ['payer'], command: 'claims.apply-response' },
    notRecover: { by: ['payer'], command: 'claims.apply-response' },
  }
